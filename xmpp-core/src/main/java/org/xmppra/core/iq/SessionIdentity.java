package org.xmppra.core.iq;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.xmppra.Iq;
import org.xmppra.Jid;

/**
 * Whose stream it is: what address rules are measured by.
 *
 * @param self the full JID a client is bound to, or the component's address
 * @param bare {@code self} without its resource
 * @param server the own server's address; for a component its own address again
 * @param component whether the stream is a component's (XEP-0114)
 */
public record SessionIdentity(Jid self, Jid bare, Jid server, boolean component) {
    /** Checks that all of it is there. */
    public SessionIdentity {
        Objects.requireNonNull(self, "self");
        Objects.requireNonNull(bare, "bare");
        Objects.requireNonNull(server, "server");
    }

    /** A client's identity. */
    public static SessionIdentity client(Jid boundAs) {
        return new SessionIdentity(boundAs, boundAs.bare(), boundAs.domainJid(), false);
    }

    /** A component's identity. */
    public static SessionIdentity component(Jid address) {
        return new SessionIdentity(address, address.bare(), address.domainJid(), true);
    }

    /**
     * A request as it may leave on this stream: a component's gets its {@code from} (XEP-0114).
     *
     * @throws IllegalArgumentException if it is a component's and has no {@code to}, or is no request
     */
    public Iq outgoing(Iq request) {
        if (!request.type().isRequest()) {
            throw new IllegalArgumentException("The " + request + " is an answer: nothing is waited for");
        }
        if (!component) {
            return request;
        }
        if (request.to().isEmpty()) {
            throw new IllegalArgumentException("The request " + request.id() + " has no 'to', and a component has no "
                    + "account that could stand in for it: set it (XEP-0114)");
        }
        return request.from().isPresent()
                ? request
                : request.toBuilder().from(self).build();
    }

    /**
     * An answer with the addresses that belong to its request (IQ-28): the id and the sender of the request; a client's
     * server stamps {@code from} itself, a component speaks as the address it was asked at.
     */
    Iq answer(Iq answer, String id, @Nullable Jid requestFrom, @Nullable Jid requestTo) {
        Jid from = component ? Objects.requireNonNullElse(requestTo, self) : null;
        if (answer.id().equals(id)
                && Objects.equals(answer.from().orElse(null), from)
                && Objects.equals(answer.to().orElse(null), requestFrom)) {
            return answer;
        }
        return answer.toBuilder().id(id).from(from).to(requestFrom).build();
    }
}
