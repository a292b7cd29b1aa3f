package org.xmppra;

/** The namespaces of RFC 6120 that the values of this package are written in. */
final class Namespaces {
    static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    static final String XML = "http://www.w3.org/XML/1998/namespace";

    private Namespaces() {}
}
