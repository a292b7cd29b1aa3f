package org.xmppra;

/** The namespaces that the values of this package know by name. */
final class Namespaces {
    static final String STANZA_ERRORS = "urn:ietf:params:xml:ns:xmpp-stanzas";
    static final String XML = "http://www.w3.org/XML/1998/namespace";
    static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    private Namespaces() {}
}
