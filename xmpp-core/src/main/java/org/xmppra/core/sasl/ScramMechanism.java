package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * SCRAM (RFC 5802, RFC 7677): proves the password without sending it and makes the server prove that it knows it too.
 * {@link #respond} derives a key, which takes as long as the server's iteration count demands, unless the {@link
 * SaslMemory} has it.
 */
final class ScramMechanism implements SaslMechanism {
    private static final SecureRandom RANDOM = new SecureRandom();

    private enum Step {
        START,
        FIRST_SENT,
        FINAL_SENT,
        SERVER_VERIFIED
    }

    private final ScramHash hash;
    private final SaslCredentials credentials;
    private final SaslPolicy policy;
    private final SaslMemory memory;
    private final GsHeader gsHeader;
    private final AnnouncedLists announced;
    private final String clientNonce;
    private final String clientFirstBare;
    private Step step = Step.START;
    private byte[] serverSignature = {};

    ScramMechanism(
            ScramHash hash,
            SaslCredentials credentials,
            SaslPolicy policy,
            SaslMemory memory,
            GsHeader gsHeader,
            AnnouncedLists announced)
            throws SaslException {
        this(hash, credentials, policy, memory, gsHeader, announced, newNonce());
    }

    ScramMechanism(
            ScramHash hash,
            SaslCredentials credentials,
            SaslPolicy policy,
            SaslMemory memory,
            GsHeader gsHeader,
            AnnouncedLists announced,
            String clientNonce)
            throws SaslException {
        this.hash = hash;
        this.credentials = credentials;
        this.policy = policy;
        this.memory = memory;
        this.gsHeader = gsHeader;
        this.announced = announced;
        this.clientNonce = clientNonce;
        this.clientFirstBare = "n=" + escape(preparedUserName(credentials)) + ",r=" + clientNonce;
    }

    @Override
    public String name() {
        return gsHeader.isBound() ? hash.boundMechanism() : hash.mechanism();
    }

    @Override
    public byte[] initialResponse() {
        step = Step.FIRST_SENT;
        return (gsHeader.header() + clientFirstBare).getBytes(UTF_8);
    }

    @Override
    public byte[] respond(byte[] challenge) throws SaslException {
        return switch (step) {
            case FIRST_SENT -> clientFinal(challenge);
            // A server may send its signature as a challenge instead of with its success (RFC 5802 §5).
            case FINAL_SENT -> {
                verify(challenge);
                yield new byte[0];
            }
            case START, SERVER_VERIFIED ->
                throw new SaslException("The server sent a SCRAM challenge that has no place in the exchange");
        };
    }

    @Override
    public void succeed(byte @Nullable [] additionalData) throws SaslException {
        if (additionalData != null && step == Step.FINAL_SENT) {
            verify(additionalData);
        }
        if (step != Step.SERVER_VERIFIED) {
            throw new SaslException("The server reports success without the proof that SCRAM asks of it: "
                    + "it does not know the password and may not be who it claims to be");
        }
        memory.provedBetterThanPlain(credentials.account());
    }

    private byte[] clientFinal(byte[] challenge) throws SaslException {
        ServerFirst serverFirst = ServerFirst.parse(challenge);
        check(serverFirst);
        ScramKeys keys = keys(serverFirst);
        String withoutProof = "c=" + gsHeader.channelBinding() + ",r=" + serverFirst.nonce();
        byte[] authMessage = authMessage(challenge, withoutProof);
        byte[] proof = hash.hmac(hash.hash(keys.clientKey()), authMessage);
        for (int i = 0; i < proof.length; i++) {
            proof[i] ^= keys.clientKey()[i];
        }
        serverSignature = hash.hmac(keys.serverKey(), authMessage);
        step = Step.FINAL_SENT;
        return (withoutProof + ",p=" + Base64.getEncoder().encodeToString(proof)).getBytes(US_ASCII);
    }

    private void check(ServerFirst serverFirst) throws SaslException {
        String nonce = serverFirst.nonce();
        if (!nonce.startsWith(clientNonce) || nonce.length() == clientNonce.length()) {
            throw new SaslException("The server's SCRAM nonce does not extend the client's");
        }
        int count = serverFirst.iterations();
        if (count < policy.minIterations() || count > policy.maxIterations()) {
            throw new SaslException("The server asks for " + count + " SCRAM iterations; between "
                    + policy.minIterations() + " and " + policy.maxIterations() + " are accepted");
        }
        if (serverFirst.listsHash() != null && !announced.matches(hash, serverFirst.listsHash())) {
            throw new SaslException("The lists of SASL mechanisms and channel-binding types that arrived are not those "
                    + "that the server sent (XEP-0474): someone in between has changed them");
        }
    }

    private ScramKeys keys(ServerFirst serverFirst) throws SaslException {
        byte[] salt = SaslBase64.strict(serverFirst.salt());
        byte[] password = preparedPassword(credentials);
        int count = serverFirst.iterations();
        var id = new SaslMemory.KeyId(credentials.account(), credentials.password(), hash, serverFirst.salt(), count);
        return memory.keys(id, () -> ScramKeys.derive(hash, password, salt, count));
    }

    /** Over the server's message exactly as received, so that extensions are signed too. */
    private byte[] authMessage(byte[] serverFirst, String clientFinalWithoutProof) {
        byte[] before = (clientFirstBare + ",").getBytes(UTF_8);
        byte[] after = ("," + clientFinalWithoutProof).getBytes(UTF_8);
        byte[] message = new byte[before.length + serverFirst.length + after.length];
        System.arraycopy(before, 0, message, 0, before.length);
        System.arraycopy(serverFirst, 0, message, before.length, serverFirst.length);
        System.arraycopy(after, 0, message, before.length + serverFirst.length, after.length);
        return message;
    }

    private void verify(byte[] serverFinal) throws SaslException {
        String text = ServerFirst.utf8(serverFinal);
        String first = text.split(",", 2)[0];
        if (first.startsWith("e=")) {
            String error = first.substring(2);
            throw new SaslException("The server refuses the SCRAM authentication"
                    + (error.matches("[A-Za-z0-9-]{1,64}") ? " (" + error + ")" : "")
                    + ": " + SaslFailure.NOT_AUTHORIZED.advice());
        }
        if (!first.startsWith("v=")) {
            throw new SaslException("The server's final SCRAM message is malformed");
        }
        if (!MessageDigest.isEqual(serverSignature, SaslBase64.strict(first.substring(2)))) {
            throw new SaslException("The server's SCRAM signature is wrong: "
                    + "it does not know the password and may not be who it claims to be");
        }
        step = Step.SERVER_VERIFIED;
    }

    private static String preparedUserName(SaslCredentials credentials) throws SaslException {
        try {
            return SaslPrep.query(credentials.userName());
        } catch (IllegalArgumentException e) {
            throw new SaslException("The user name " + e.getMessage() + "; check the property userName", e);
        }
    }

    private static byte[] preparedPassword(SaslCredentials credentials) throws SaslException {
        try {
            return SaslPrep.stored(credentials.password().reveal()).getBytes(UTF_8);
        } catch (IllegalArgumentException e) {
            throw new SaslException("The password " + e.getMessage() + "; check the property password", e);
        }
    }

    private static String escape(String userName) {
        return userName.replace("=", "=3D").replace(",", "=2C");
    }

    private static String newNonce() {
        byte[] random = new byte[24];
        RANDOM.nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }
}
