package org.xmppra.bench.contestant;

/**
 * A library at work: so many sessions, connected. Requests may be made by any thread; it is
 * closed with its process.
 */
interface Contestant {
    /** Asks the peer, waits for the result, reads the value through the library's public interface and checks it. */
    void ask(int session) throws Exception;

    /** The same without waiting; {@code done} is run when the value has been checked. */
    void ask(int session, Runnable done) throws Exception;

    /** Sends what {@code ask} has kept back, where a library can send many together. */
    default void flush(int session) throws Exception {}

    /** Makes sure that requests of the peer are answered; most libraries do so as soon as they are connected. */
    default void serve() {}

    /** The library's version. */
    String version();
}
