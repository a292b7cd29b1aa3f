package org.xmppra.testkit;

/** Where a routed stanza ends: a client's session or a component. */
interface StanzaSink {
    /** Writes the stanza to the stream. */
    void deliver(RoutedStanza stanza);
}
