package org.xmppra.core.session;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamNamespaces;

/** What goes over the wire, at TRACE, with secrets muted. */
final class WireLog {
    private static final Logger LOG = System.getLogger("org.xmppra.wire");

    private final String session;

    WireLog(String session) {
        this.session = session;
    }

    void sent(XmlElement element) {
        log("C: ", () -> muted(element));
    }

    /** What goes to the socket as it is; never one that carries a secret of the stream's. */
    void sent(byte[] stanza) {
        log("C: ", () -> new String(stanza, StandardCharsets.UTF_8));
    }

    void received(XmlElement element) {
        log("S: ", () -> muted(element));
    }

    private void log(String direction, Supplier<String> text) {
        if (LOG.isLoggable(Level.TRACE)) {
            LOG.log(Level.TRACE, session + " " + direction + text.get());
        }
    }

    /** SASL messages and component handshakes prove a secret: only their names are shown. */
    private static String muted(XmlElement element) {
        boolean secret = element.namespace().equals(StreamNamespaces.SASL)
                || element.namespace().equals(StreamNamespaces.SASL2)
                || element.is(StreamNamespaces.COMPONENT, "handshake");
        return secret ? "<" + element.name() + ">****</" + element.name() + ">" : element.toXml();
    }
}
