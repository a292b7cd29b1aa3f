package org.xmppra.core.session;

/** A stanza on its way out, as it is told what becomes of it. Called by who writes: the session's loop or a sender. */
@FunctionalInterface
interface Outbound {
    /** One that is always wanted, and that nobody asks after. */
    Outbound PLAIN = () -> true;

    /** The stanza is about to be handed to the socket for the first time; false drops it. */
    boolean takeUp();

    /** The server has it (XEP-0198). */
    default void acknowledged() {}

    /** It is dropped without ever having been taken up. */
    default void dropped() {}
}
