package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.sasl.SaslFailure;
import org.xmppra.core.stream.ChannelBinding;

/**
 * The tokens of one server (XEP-0484). A client has two: the one it uses and the one it was given last, which becomes the
 * former when it is used. Thread-safe.
 */
public final class FastTokens {
    private static final Duration LIFETIME = Duration.ofDays(1);
    private static final int TOKEN_BYTES = 32;

    private final Map<Client, Slots> clients = new ConcurrentHashMap<>();

    /** Starts without tokens. */
    public FastTokens() {}

    private record Client(String userName, String id) {}

    private record Slots(@Nullable Token current, @Nullable Token next) {}

    /**
     * A token.
     *
     * @param mechanism the one that it is good for
     * @param secret the token itself
     * @param expiry when it ends
     */
    public record Token(String mechanism, String secret, Instant expiry) {
        @Override
        public String toString() {
            return "Token[" + mechanism + "]";
        }
    }

    /** The mechanisms that a token may be asked for on a stream, strongest first. */
    public static List<String> mechanisms(SaslStream stream) {
        return List.of("HT-SHA-256-EXPR", "HT-SHA-256-ENDP", "HT-SHA-256-NONE").stream()
                .filter(name -> binding(name, stream) != null)
                .toList();
    }

    /** The data that a mechanism binds to, or null if the stream does not have it. */
    static byte @Nullable [] binding(String mechanism, SaslStream stream) {
        String type = switch (mechanism) {
            case "HT-SHA-256-EXPR" -> ChannelBinding.TLS_EXPORTER;
            case "HT-SHA-256-ENDP" -> ChannelBinding.TLS_SERVER_END_POINT;
            default -> "";
        };
        return type.isEmpty()
                ? new byte[0]
                : stream.binding(type).map(ChannelBinding::data).orElse(null);
    }

    /** Gives a client a token. */
    public Token issue(String userName, String clientId, String mechanism) {
        String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(SaslAccounts.random(TOKEN_BYTES));
        Token token = new Token(mechanism, secret, Instant.now().plus(LIFETIME));
        clients.merge(
                new Client(userName, clientId),
                new Slots(null, token),
                (old, fresh) -> new Slots(old.current(), fresh.next()));
        return token;
    }

    /** Forgets all tokens: whoever comes with one is refused. */
    public void revokeAll() {
        clients.clear();
    }

    /**
     * Begins a login with a token.
     *
     * @param mechanism a name that was offered
     * @param clientId who the client says it is
     * @param stream what the stream brings into it
     */
    public SaslServerMechanism begin(String mechanism, String clientId, SaslStream stream) throws SaslServerException {
        byte[] binding = binding(mechanism, stream);
        if (!mechanisms(stream).contains(mechanism) || binding == null) {
            throw new SaslServerException(SaslFailure.INVALID_MECHANISM, "no such mechanism here");
        }
        return new HashedTokenServerMechanism(this, mechanism, clientId, binding);
    }

    /** The token of a client that fits, which becomes its current one. */
    @Nullable Token use(String userName, String clientId, String mechanism, byte[] proof, byte[] binding) {
        Client client = new Client(userName, clientId);
        Slots slots = clients.get(client);
        if (slots == null) {
            return null;
        }
        Token next = slots.next();
        if (next != null && fits(next, mechanism, proof, binding)) {
            clients.put(client, new Slots(next, null));
            return next;
        }
        Token current = slots.current();
        return current != null && fits(current, mechanism, proof, binding) ? current : null;
    }

    private static boolean fits(Token token, String mechanism, byte[] proof, byte[] binding) {
        return token.mechanism().equals(mechanism)
                && token.expiry().isAfter(Instant.now())
                && MessageDigest.isEqual(proof, hashed(token, "Initiator", binding));
    }

    static byte[] hashed(Token token, String role, byte[] binding) {
        byte[] name = role.getBytes(UTF_8);
        byte[] data = new byte[name.length + binding.length];
        System.arraycopy(name, 0, data, 0, name.length);
        System.arraycopy(binding, 0, data, name.length, binding.length);
        return ServerHash.SHA_256.hmac(token.secret().getBytes(UTF_8), data);
    }
}
