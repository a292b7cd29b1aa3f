package org.xmppra.core.session;

import io.netty.util.concurrent.Promise;
import org.xmppra.XmlElement;
import org.xmppra.core.component.ComponentHandshake;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.StreamHeader;

/** Negotiates a component stream: headers and one handshake (XEP-0114 §3). Confined to the stream's event loop. */
final class ComponentNegotiation implements StreamPhase {
    private final StreamChannel channel;
    private final SessionConfig config;
    private final Promise<Void> result;

    ComponentNegotiation(StreamChannel channel, SessionConfig config, Promise<Void> result) {
        this.channel = channel;
        this.config = config;
        this.result = result;
    }

    void start() {
        channel.open(StreamHeader.component(config.domain()));
    }

    @Override
    public void opened(StreamHeader received) {
        if (received.id() == null) {
            result.tryFailure(new NegotiationException(
                    Reason.PROTOCOL, "The server's stream header has no id: is this its component port? (XEP-0114)"));
            return;
        }
        channel.send(ComponentHandshake.of(received.id(), config.secret().reveal()));
    }

    @Override
    public void received(XmlElement element) {
        if (ComponentHandshake.isAcceptance(element)) {
            result.trySuccess(null);
        } else {
            result.tryFailure(new NegotiationException(
                    Reason.PROTOCOL, "The server sent " + element + " instead of accepting the component (XEP-0114)"));
        }
    }

    @Override
    public void ended(StreamEnd end) {
        result.tryFailure(new StreamEndedException(end));
    }
}
