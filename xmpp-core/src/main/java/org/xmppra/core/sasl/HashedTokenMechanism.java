package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.stream.ChannelBinding;

/**
 * The HT family (draft-schmaus-kitten-sasl-ht-09 §3): one message proves the token without sending it, one answer proves that
 * the server knows it, too; both bound to the TLS channel where the mechanism's name says so.
 */
final class HashedTokenMechanism implements SaslMechanism {
    /** Strongest first. */
    private static final List<String> NAMES = List.of(
            "HT-SHA-512-EXPR",
            "HT-SHA-256-EXPR",
            "HT-SHA-512-ENDP",
            "HT-SHA-256-ENDP",
            "HT-SHA-512-NONE",
            "HT-SHA-256-NONE");

    private final SaslCredentials credentials;
    private final FastMemory.Token token;
    private final byte[] binding;

    HashedTokenMechanism(SaslCredentials credentials, FastMemory.Token token, byte[] binding) {
        this.credentials = credentials;
        this.token = token;
        this.binding = binding;
    }

    /** The strongest of these that is allowed and can be had on this stream. */
    static Optional<String> strongest(List<String> offered, SaslOffer offer, SaslPolicy policy) {
        return policy.allowed(NAMES).stream()
                .filter(offered::contains)
                .filter(name -> binding(name, offer).isPresent())
                .findFirst();
    }

    /** The data that a mechanism binds to; no bytes if it binds to nothing; empty if the stream does not have it. */
    static Optional<byte[]> binding(String name, SaslOffer offer) {
        String type = switch (name.substring(name.lastIndexOf('-') + 1)) {
            case "EXPR" -> ChannelBinding.TLS_EXPORTER;
            case "ENDP" -> ChannelBinding.TLS_SERVER_END_POINT;
            default -> "";
        };
        return type.isEmpty() ? Optional.of(new byte[0]) : offer.binding(type).map(ChannelBinding::data);
    }

    @Override
    public String name() {
        return token.mechanism();
    }

    @Override
    public byte[] initialResponse() {
        return concat((credentials.userName() + "\0").getBytes(UTF_8), hashed("Initiator"));
    }

    @Override
    public byte[] respond(byte[] challenge) throws SaslException {
        throw new SaslException("The server sent a challenge for " + name() + ", which has none");
    }

    @Override
    public void succeed(byte @Nullable [] additionalData) throws SaslException {
        if (additionalData == null || !MessageDigest.isEqual(additionalData, hashed("Responder"))) {
            throw new SaslException("The server does not prove that it knows the token which it gave: "
                    + "it may not be who it claims to be");
        }
    }

    private byte[] hashed(String role) {
        ScramHash hash = name().startsWith("HT-SHA-512-") ? ScramHash.SHA_512 : ScramHash.SHA_256;
        return hash.hmac(token.secret().reveal().getBytes(UTF_8), concat(role.getBytes(UTF_8), binding));
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
