package org.xmppra.core.sasl;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the sessions of one adapter remember of earlier authentications: derived SCRAM keys, so that a reconnect costs no
 * PBKDF2, and the accounts that have authenticated with SCRAM or EXTERNAL, for which PLAIN is refused from then on. Shared by all
 * sessions, lives as long as the adapter. Thread-safe.
 */
public final class SaslMemory {
    private static final int DEFAULT_CAPACITY = 256;

    private final Map<KeyId, Derivation> keys;
    private final Set<String> betterThanPlain = ConcurrentHashMap.newKeySet();

    /** Remembers the keys of the 256 accounts used last. */
    public SaslMemory() {
        this(DEFAULT_CAPACITY);
    }

    SaslMemory(int capacity) {
        keys = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<KeyId, Derivation> eldest) {
                return size() > capacity;
            }
        };
    }

    /** The keys under this identity; derived once, even if many sessions ask at the same time. */
    ScramKeys keys(KeyId id, Supplier<ScramKeys> derive) {
        Derivation derivation;
        synchronized (keys) {
            derivation = keys.computeIfAbsent(id, unused -> new Derivation());
        }
        return derivation.get(derive);
    }

    void provedBetterThanPlain(String account) {
        betterThanPlain.add(account);
    }

    boolean hasProvedBetterThanPlain(String account) {
        return betterThanPlain.contains(account);
    }

    /** All that derived keys depend on; the password too, so that a changed one is never taken for the old. */
    record KeyId(String account, Secret password, ScramHash hash, String salt, int iterations) {}

    private static final class Derivation {
        private @Nullable ScramKeys keys;

        synchronized ScramKeys get(Supplier<ScramKeys> derive) {
            ScramKeys known = keys;
            if (known == null) {
                known = derive.get();
                keys = known;
            }
            return known;
        }
    }
}
