package org.xmppra.core.stanza;

/** The content namespaces of streams (RFC 6120 §4.8.3, XEP-0114). */
public final class ContentNamespaces {
    /** A client's stream. */
    public static final String CLIENT = "jabber:client";
    /** A component's stream. */
    public static final String COMPONENT = "jabber:component:accept";

    private ContentNamespaces() {}
}
