package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.sasl.SaslFailure;
import org.xmppra.core.sasl.SaslPrep;

/** SCRAM (RFC 5802, RFC 7677) with and without channel binding. */
final class ScramServerMechanism implements SaslServerMechanism {
    private static final Pattern CLIENT_FIRST = Pattern.compile(
            "(?<gs2>(?<flag>[ny]|p=(?<type>[A-Za-z0-9.-]+)),(a=(?<authzid>[^,]*))?,)(?<bare>n=(?<user>[^,]+),r=(?<nonce>[!-+\\--~]+))(,.*)?");
    private static final Pattern CLIENT_FINAL = Pattern.compile(
            "(?<unproven>c=(?<binding>[A-Za-z0-9+/=]+),r=(?<nonce>[!-+\\--~]+)(,.*)?),p=(?<proof>[A-Za-z0-9+/=]+)");

    private final ServerHash hash;
    private final boolean bound;
    private final SaslAccounts accounts;
    private final SaslStream stream;
    private @Nullable First first;
    private boolean complete;

    ScramServerMechanism(ServerHash hash, boolean bound, SaslAccounts accounts, SaslStream stream) {
        this.hash = hash;
        this.bound = bound;
        this.accounts = accounts;
        this.stream = stream;
    }

    @Override
    public String name() {
        return bound ? hash.boundMechanism() : hash.mechanism();
    }

    @Override
    public byte[] evaluate(byte[] response) throws SaslServerException {
        String message = new String(response, UTF_8);
        First begun = first;
        if (begun == null) {
            return serverFirst(message);
        }
        if (complete) {
            throw malformed();
        }
        return serverFinal(begun, message);
    }

    private byte[] serverFirst(String message) throws SaslServerException {
        Matcher client = match(CLIENT_FIRST, message);
        byte[] gs2 = client.group("gs2").getBytes(UTF_8);
        byte[] binding = binding(client.group("flag"), client.group("type"));
        String user = userName(client.group("user"));
        String authzid = client.group("authzid");
        if (authzid != null && !authzid.equals(client.group("user"))) {
            throw new SaslServerException(SaslFailure.INVALID_AUTHZID, "one account can't act as another");
        }
        StoredKeys keys = accounts.keys(user, hash);
        String nonce = client.group("nonce") + base64(SaslAccounts.random(18));
        String serverFirst =
                "r=" + nonce + ",s=" + base64(keys.salt()) + ",i=" + keys.iterations() + stream.listsHash(hash);
        String bare = message.substring(client.end("gs2"));
        first = new First(user, keys, nonce, base64(concat(gs2, binding)), bare + "," + serverFirst);
        return serverFirst.getBytes(US_ASCII);
    }

    /** The data that both ends must come to; none where the client does not bind. */
    private byte[] binding(String flag, @Nullable String type) throws SaslServerException {
        if (bound != (type != null)) {
            throw malformed();
        }
        if (type != null) {
            return stream.binding(type)
                    .orElseThrow(ScramServerMechanism::malformed)
                    .data();
        }
        if (flag.equals("y") && stream.offersBinding()) {
            // The client believes that this server does not bind: someone has shortened the list (RFC 5802 §6).
            throw new SaslServerException(SaslFailure.NOT_AUTHORIZED, "server-does-support-channel-binding");
        }
        return new byte[0];
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private byte[] serverFinal(First begun, String message) throws SaslServerException {
        Matcher client = match(CLIENT_FINAL, message);
        if (!client.group("nonce").equals(begun.nonce())
                || !client.group("binding").equals(begun.binding())) {
            throw malformed();
        }
        byte[] authMessage = (begun.authMessageSoFar() + "," + client.group("unproven")).getBytes(UTF_8);
        byte[] clientKey = hash.hmac(begun.keys().storedKey(), authMessage);
        byte[] proof = decode(client.group("proof"));
        if (proof.length != clientKey.length) {
            throw malformed();
        }
        for (int i = 0; i < clientKey.length; i++) {
            clientKey[i] ^= proof[i];
        }
        if (!MessageDigest.isEqual(hash.hash(clientKey), begun.keys().storedKey())) {
            throw new SaslServerException(SaslFailure.NOT_AUTHORIZED, "wrong user name or password");
        }
        complete = true;
        return ("v=" + base64(hash.hmac(begun.keys().serverKey(), authMessage))).getBytes(US_ASCII);
    }

    @Override
    public boolean isComplete() {
        return complete;
    }

    @Override
    public String userName() {
        First begun = first;
        if (begun == null || !complete) {
            throw new IllegalStateException("Nobody has authenticated");
        }
        return begun.user();
    }

    private static String userName(String escaped) throws SaslServerException {
        if (escaped.replace("=2C", "").replace("=3D", "").contains("=")) {
            throw malformed();
        }
        try {
            return SaslPrep.query(escaped.replace("=2C", ",").replace("=3D", "="));
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static Matcher match(Pattern form, String message) throws SaslServerException {
        Matcher matcher = form.matcher(message);
        if (!matcher.matches()) {
            throw malformed();
        }
        return matcher;
    }

    private static byte[] decode(String base64) throws SaslServerException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw malformed();
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static SaslServerException malformed() {
        return new SaslServerException(SaslFailure.MALFORMED_REQUEST, "not the SCRAM message that is due");
    }

    private record First(String user, StoredKeys keys, String nonce, String binding, String authMessageSoFar) {}
}
