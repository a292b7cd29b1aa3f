package org.xmppra.core.session;

import org.jspecify.annotations.Nullable;
import org.xmppra.core.net.HostPort;
import org.xmppra.core.net.ThisHost;
import org.xmppra.core.stream.NegotiationException;
import org.xmppra.core.stream.NegotiationException.Reason;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.tls.TlsConfig.Use;

/**
 * Where a server's {@code see-other-host} leads (RFC 6120 §4.9.3.19): to another host, never to less safety. Whoever sent it
 * need not have proved anything yet, so the other host must prove the same domain; without TLS nobody proves anything, so
 * there it must be this machine.
 *
 * @param address the other host
 * @param use whether TLS is required there
 */
record Redirect(HostPort address, Use use) {
    /** How often a server may send us on before we take it for a loop. */
    static final int MOST = 3;

    static boolean isIn(@Nullable StreamEnd end) {
        return end instanceof StreamEnd.PeerError peer
                && peer.error().condition() == StreamErrorCondition.SEE_OTHER_HOST
                && peer.otherHost() != null;
    }

    /**
     * Reads one.
     *
     * @param error which {@link #isIn}
     * @param use whether TLS was required so far; component streams have none, so for them {@code DISABLED}
     * @throws NegotiationException if it is not followed
     */
    static Redirect read(StreamEnd.PeerError error, Use use, int defaultPort) throws NegotiationException {
        HostPort address;
        try {
            address = HostPort.parse(String.valueOf(error.otherHost()), defaultPort);
        } catch (IllegalArgumentException e) {
            throw new NegotiationException(
                    Reason.REFUSED,
                    "the server sends us to another host, but its address cannot be read: " + e.getMessage(),
                    e);
        }
        Use next = error.secure() ? Use.REQUIRED : use;
        if (next != Use.REQUIRED && !ThisHost.is(address.host())) {
            throw new NegotiationException(
                    Reason.SECURITY,
                    "the server sends us to " + address
                            + ", which is followed with tls=required only: without TLS anybody"
                            + " could have sent that, and would get the password; set the properties host and portNumber"
                            + " if it is right");
        }
        return new Redirect(address, next);
    }
}
