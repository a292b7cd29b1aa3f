package org.xmppra.core.iq;

import java.util.Optional;
import org.xmppra.Iq;
import org.xmppra.Jid;

/**
 * Whether a response answers a request: pure, on the addresses alone once id and type fit. Matching by id alone would let
 * anyone who guesses an id answer in the name of someone else.
 *
 * <table>
 * <caption>What {@code from} fits</caption>
 * <tr><th>request's {@code to}</th><th>response's {@code from}, client</th><th>component</th></tr>
 * <tr><td>absent</td><td>absent, own bare JID, own full JID, own server</td><td>(not sent)</td></tr>
 * <tr><td>own bare JID</td><td>absent, own bare JID, own full JID</td><td>equal</td></tr>
 * <tr><td>any other</td><td>equal</td><td>equal, and its {@code to} is the request's {@code from}</td></tr>
 * </table>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-8.1.2.1">RFC 6120 §8.1.2.1</a>
 */
final class IqResponseMatcher {
    private IqResponseMatcher() {}

    /** Whether the response answers the request, on a stream of this identity. */
    static boolean fits(Iq request, Iq response, SessionIdentity identity) {
        if (response.type().isRequest() || !response.id().equals(request.id())) {
            return false;
        }
        return identity.component()
                ? fitsComponent(request, response, identity)
                : fitsClient(request.to(), response.from(), identity);
    }

    private static boolean fitsClient(Optional<Jid> asked, Optional<Jid> from, SessionIdentity identity) {
        if (asked.isEmpty()) {
            return from.isEmpty() || isOwn(from.get(), identity) || from.get().equals(identity.server());
        }
        Jid to = asked.get();
        if (to.equals(identity.bare())) {
            return from.isEmpty() || isOwn(from.get(), identity);
        }
        return from.isPresent() && from.get().equals(to);
    }

    private static boolean isOwn(Jid from, SessionIdentity identity) {
        return from.equals(identity.bare()) || from.equals(identity.self());
    }

    private static boolean fitsComponent(Iq request, Iq response, SessionIdentity identity) {
        Optional<Jid> asked = request.to();
        Optional<Jid> to = response.to();
        return asked.isPresent()
                && response.from().equals(asked)
                && to.isPresent()
                && to.get().equals(request.from().orElse(identity.self()));
    }
}
