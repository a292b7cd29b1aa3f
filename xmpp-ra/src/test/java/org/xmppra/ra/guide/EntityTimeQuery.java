package org.xmppra.ra.guide;

import jakarta.xml.bind.annotation.XmlRootElement;

/** Asks what time it is (XEP-0202). */
@XmlRootElement(name = "time", namespace = "urn:xmpp:time")
public class EntityTimeQuery {}
