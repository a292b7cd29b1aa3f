package org.xmppra.core.tls;

import java.security.AlgorithmConstraints;
import java.security.AlgorithmParameters;
import java.security.CryptoPrimitive;
import java.security.Key;
import java.security.interfaces.DSAKey;
import java.security.interfaces.RSAKey;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses certificates that could be forged today: signed over MD5 or SHA-1, or with RSA keys of less than 2,048 bits. The
 * Java runtime refuses these only below its own authorities, or not at all; what it does refuse is refused on top.
 */
final class WeakAlgorithms implements AlgorithmConstraints {
    private static final int LEAST_RSA_BITS = 2048;
    private static final Pattern FORGEABLE = Pattern.compile("(MD2|MD5|SHA-?1)with.*", Pattern.CASE_INSENSITIVE);

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, @Nullable AlgorithmParameters parameters) {
        return !FORGEABLE.matcher(algorithm).matches();
    }

    @Override
    public boolean permits(Set<CryptoPrimitive> primitives, Key key) {
        if (key instanceof RSAKey rsa) {
            return rsa.getModulus().bitLength() >= LEAST_RSA_BITS;
        }
        return !(key instanceof DSAKey);
    }

    @Override
    public boolean permits(
            Set<CryptoPrimitive> primitives, String algorithm, Key key, @Nullable AlgorithmParameters parameters) {
        return permits(primitives, algorithm, parameters) && permits(primitives, key);
    }
}
