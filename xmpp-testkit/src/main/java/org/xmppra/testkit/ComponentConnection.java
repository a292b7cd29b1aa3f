package org.xmppra.testkit;

import io.netty.channel.Channel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.core.component.ComponentHandshake;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * The stream of an external component: handshake, then stanzas. Used on the server's loop only.
 *
 * @see <a href="https://xmpp.org/extensions/xep-0114.html">XEP-0114</a>
 */
final class ComponentConnection extends StreamConnection implements StanzaSink {
    private static final int HANDSHAKE_SECONDS = 60;

    private final ServedDomain domain;
    private final StanzaGate gate;
    /** The domain that the header asks for. */
    private @Nullable String claimed;
    /** The domain served, once the handshake is done. */
    private @Nullable String served;

    ComponentConnection(Channel channel, ServedDomain domain) {
        super(channel, domain.config().domain(), StreamNamespaces.COMPONENT);
        this.domain = domain;
        this.gate = new StanzaGate(domain.router());
        loop().schedule(this::handshakeTimedOut, HANDSHAKE_SECONDS, TimeUnit.SECONDS);
    }

    private void handshakeTimedOut() {
        if (served == null && !isEnding()) {
            fail(StreamErrorCondition.CONNECTION_TIMEOUT, "No handshake in " + HANDSHAKE_SECONDS + " s");
        }
    }

    @Override
    void header(StreamHeader header) throws StreamException {
        open(header.to(), null, null);
        Jid to = StreamChecks.to(header);
        if (to == null || !domain.config().components().containsKey(to.toString())) {
            throw new StreamException(
                    StreamErrorCondition.HOST_UNKNOWN, "no component of that name is configured on this server");
        }
        claimed = to.toString();
    }

    @Override
    void element(XmlElement element) throws StreamException {
        if (served != null && Stanzas.isStanza(element, StreamNamespaces.COMPONENT)) {
            gate.fromComponent(element, served);
        } else if (served == null && claimed != null && element.is(StreamNamespaces.COMPONENT, "handshake")) {
            handshake(element, claimed);
        } else if (served == null) {
            throw new StreamException(StreamErrorCondition.NOT_AUTHORIZED, "the handshake comes first");
        } else {
            throw new StreamException(
                    StreamErrorCondition.UNSUPPORTED_STANZA_TYPE, "a component's stream carries stanzas");
        }
    }

    private void handshake(XmlElement element, String name) throws StreamException {
        String secret = domain.config().components().getOrDefault(name, "");
        byte[] expected = ComponentHandshake.digest(streamId(), secret).getBytes(StandardCharsets.US_ASCII);
        if (!MessageDigest.isEqual(expected, element.text().strip().getBytes(StandardCharsets.US_ASCII))) {
            throw new StreamException(StreamErrorCondition.NOT_AUTHORIZED, "the handshake does not match the secret");
        }
        if (!domain.registry().add(name, this)) {
            throw new StreamException(StreamErrorCondition.CONFLICT, "the component is connected already");
        }
        served = name;
        write("<handshake/>");
    }

    @Override
    public void deliver(RoutedStanza stanza) {
        write(Stanzas.inNamespace(stanza.element(), StreamNamespaces.CLIENT, StreamNamespaces.COMPONENT));
    }

    /** The domain that it serves, or null before the handshake. */
    @Nullable String served() {
        return served;
    }

    @Override
    void ended(boolean vanished) {
        if (served != null) {
            domain.registry().remove(served, this);
        }
    }

    @Override
    public String toString() {
        return "component " + (served == null ? "without handshake" : served) + " "
                + channel().remoteAddress();
    }
}
