package org.xmppra.ra.account;

import org.jspecify.annotations.Nullable;

/**
 * Which components and exact resources are in use in this JVM, by whom. One server lets only one session have such a
 * name, so a second adapter instance that wants it would evict the first, which would evict the second, for ever.
 *
 * <p>Kept in the system properties, as plain text: they are the one place that adapters deployed apart, with class
 * loaders of their own, share without holding each other in memory. Thread-safe.
 */
final class JvmClaims {
    private static final String PREFIX = "org.xmppra.in-use.";

    private JvmClaims() {}

    /** Takes a name; returns null, or who has it. */
    static @Nullable String take(String name, String owner) {
        Object other = System.getProperties().putIfAbsent(PREFIX + name, owner);
        return other == null ? null : other.toString();
    }

    /** Who has a name; null if it is free. */
    static @Nullable String owner(String name) {
        return System.getProperty(PREFIX + name);
    }

    /** Gives a name back. */
    static void giveBack(String name) {
        System.getProperties().remove(PREFIX + name);
    }
}
