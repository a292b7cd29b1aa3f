package org.xmppra.testkit.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.xmppra.core.sasl.SaslFailure;
import org.xmppra.core.sasl.SaslPrep;

/**
 * The accounts of one server: salted keys, no passwords. Thread-safe.
 *
 * <p>An account that does not exist has a salt, too, always the same, so that nobody can find out by asking which
 * accounts exist.
 */
public final class SaslAccounts {
    private static final int SALT_BYTES = 16;
    private static final int DEFAULT_ITERATIONS = 4096;

    private final int iterations;
    private final byte[] secret = random(32);
    private final Map<String, Map<ServerHash, StoredKeys>> accounts = new ConcurrentHashMap<>();

    /** 4,096 iterations. */
    public SaslAccounts() {
        this(DEFAULT_ITERATIONS);
    }

    /** @param iterations how often passwords are hashed */
    public SaslAccounts(int iterations) {
        this.iterations = iterations;
    }

    /**
     * Adds an account or changes its password.
     *
     * @param userName the localpart
     * @param password its password
     * @throws IllegalArgumentException if the password has characters that SASLprep forbids, or none
     */
    public void put(String userName, String password) {
        String prepared = SaslPrep.stored(password);
        Map<ServerHash, StoredKeys> keys = new EnumMap<>(ServerHash.class);
        for (ServerHash hash : ServerHash.values()) {
            keys.put(hash, hash.store(prepared, random(SALT_BYTES), iterations));
        }
        accounts.put(SaslPrep.query(userName), keys);
    }

    /** The localparts of all accounts. */
    public Set<String> userNames() {
        return Set.copyOf(accounts.keySet());
    }

    /** The names of the mechanisms that these accounts can be checked with, strongest first; PLAIN only under TLS. */
    public List<String> mechanisms(boolean tls) {
        List<String> scram =
                List.of(ServerHash.SHA_512.mechanism(), ServerHash.SHA_256.mechanism(), ServerHash.SHA_1.mechanism());
        return tls ? List.of(scram.get(0), scram.get(1), scram.get(2), PlainServerMechanism.NAME) : scram;
    }

    /**
     * Begins an authentication on a stream without TLS.
     *
     * @param mechanism a name that was offered
     * @throws SaslServerException with invalid-mechanism for any other name
     */
    public SaslServerMechanism begin(String mechanism) throws SaslServerException {
        return begin(mechanism, SaslStream.BARE);
    }

    /**
     * Begins an authentication.
     *
     * @param mechanism a name that was offered
     * @param stream what the stream brings into it
     * @throws SaslServerException with invalid-mechanism for any other name
     */
    public SaslServerMechanism begin(String mechanism, SaslStream stream) throws SaslServerException {
        if (mechanism.equals(ExternalServerMechanism.NAME)) {
            return new ExternalServerMechanism(this, stream.certified());
        }
        if (mechanism.equals(AnonymousServerMechanism.NAME)) {
            return new AnonymousServerMechanism();
        }
        if (mechanism.equals(PlainServerMechanism.NAME)) {
            return new PlainServerMechanism(this);
        }
        for (ServerHash hash : ServerHash.values()) {
            if (hash.mechanism().equals(mechanism) || hash.boundMechanism().equals(mechanism)) {
                return new ScramServerMechanism(hash, hash.boundMechanism().equals(mechanism), this, stream);
            }
        }
        throw new SaslServerException(SaslFailure.INVALID_MECHANISM, "no such mechanism here");
    }

    /** The keys of an account, or such that nothing fits if there is none. */
    StoredKeys keys(String userName, ServerHash hash) {
        Map<ServerHash, StoredKeys> known = accounts.get(userName);
        StoredKeys keys = known == null ? null : known.get(hash);
        return keys != null ? keys : decoy(userName, hash);
    }

    boolean exists(String userName) {
        return accounts.containsKey(userName);
    }

    private StoredKeys decoy(String userName, ServerHash hash) {
        byte[] salt = hash.hmac(secret, ("salt " + userName).getBytes(UTF_8));
        return new StoredKeys(Arrays.copyOf(salt, SALT_BYTES), iterations, random(hash.bytes()), random(hash.bytes()));
    }

    static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return random;
    }
}
