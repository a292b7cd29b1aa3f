package org.xmppra.ra.admin;

/** The figures of one resource adapter: of all its sessions, and of its message-driven beans. */
public interface XmppAdapterMXBean extends XmppFactoryMXBean {
    @Figure(value = "Message-driven beans that answer", now = true)
    int getActivations();

    @Figure(value = "Received requests that wait for a bean", now = true)
    int getQueued();

    @Figure(value = "Received requests that a bean is working on", now = true)
    int getWorkedOn();
}
