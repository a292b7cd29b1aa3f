package org.xmppra.core.stream;

/** The namespaces of streams and their features. */
public final class StreamNamespaces {
    public static final String STREAM = "http://etherx.jabber.org/streams";
    public static final String STREAM_ERRORS = "urn:ietf:params:xml:ns:xmpp-streams";
    public static final String CLIENT = "jabber:client";
    public static final String COMPONENT = "jabber:component:accept";
    public static final String TLS = "urn:ietf:params:xml:ns:xmpp-tls";
    public static final String SASL = "urn:ietf:params:xml:ns:xmpp-sasl";
    /** XEP-0388. */
    public static final String SASL2 = "urn:xmpp:sasl:2";

    /** XEP-0484. */
    public static final String FAST = "urn:xmpp:fast:0";

    /** Channel-binding types (XEP-0440). */
    public static final String SASL_CB = "urn:xmpp:sasl-cb:0";

    /** XEP-0386. */
    public static final String BIND2 = "urn:xmpp:bind:0";

    public static final String BIND = "urn:ietf:params:xml:ns:xmpp-bind";

    private StreamNamespaces() {}
}
