package org.xmppra.core.sasl;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamNamespaces;

/** Tokens for the next login (XEP-0484): asks for one, uses one, keeps what is given. Of one stream, on its event loop. */
final class FastLogin {
    private final FastMemory memory;
    private final SaslPolicy policy;
    private final SaslCredentials credentials;
    private @Nullable String requested;

    FastLogin(FastMemory memory, SaslPolicy policy, SaslCredentials credentials) {
        this.memory = memory;
        this.policy = policy;
        this.credentials = credentials;
    }

    /** The login with the token, if there is one that this server takes on this stream. */
    Optional<SaslMechanism> mechanism(SaslOffer offer, @Nullable XmlElement inline) {
        if (!offer.tls()) {
            return Optional.empty();
        }
        List<String> offered = offered(inline);
        return memory.token(Instant.now())
                .filter(token -> offered.contains(token.mechanism()))
                .flatMap(token -> HashedTokenMechanism.binding(token.mechanism(), offer)
                        .map(binding -> new HashedTokenMechanism(credentials, token, binding)));
    }

    /** Whether it is the login with the token. */
    static boolean isToken(SaslMechanism mechanism) {
        return mechanism instanceof HashedTokenMechanism;
    }

    /** What goes along with a login: that it is one with a token, or the request for one. */
    Optional<XmlElement> request(SaslMechanism login, SaslOffer offer, @Nullable XmlElement inline) {
        if (isToken(login)) {
            requested = login.name();
            return Optional.of(XmlElement.named(StreamNamespaces.FAST, "fast").build());
        }
        requested = offer.tls() && !credentials.userName().isEmpty()
                ? HashedTokenMechanism.strongest(offered(inline), offer, policy).orElse(null)
                : null;
        return Optional.ofNullable(requested)
                .map(name -> XmlElement.named(StreamNamespaces.FAST, "request-token")
                        .attribute("mechanism", name)
                        .build());
    }

    private static List<String> offered(@Nullable XmlElement inline) {
        return Optional.ofNullable(inline).flatMap(offer -> offer.child(StreamNamespaces.FAST, "fast")).stream()
                .flatMap(fast -> fast.children().stream())
                .filter(child -> child.is(StreamNamespaces.FAST, "mechanism"))
                .map(child -> child.text().strip())
                .toList();
    }

    /** The server took no token: the next login is one in full. */
    void refused() {
        memory.drop();
    }

    /** Keeps the token that comes with a success, if one does. */
    void succeeded(XmlElement success) {
        String mechanism = requested;
        Optional<XmlElement> given = success.child(StreamNamespaces.FAST, "token");
        if (mechanism == null || given.isEmpty()) {
            return;
        }
        Optional<String> secret = given.get().attribute("token").filter(text -> !text.isEmpty());
        Optional<Instant> expiry = given.get().attribute("expiry").flatMap(FastLogin::instant);
        if (secret.isPresent() && expiry.isPresent()) {
            memory.keep(new FastMemory.Token(mechanism, new Secret(secret.get()), expiry.get()));
        }
    }

    private static Optional<Instant> instant(String dateTime) {
        try {
            return Optional.of(OffsetDateTime.parse(dateTime).toInstant());
        } catch (DateTimeException e) {
            // A token whose end nobody knows is of no use: the next login is one in full.
            return Optional.empty();
        }
    }
}
