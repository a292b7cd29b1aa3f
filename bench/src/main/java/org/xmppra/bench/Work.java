package org.xmppra.bench;

/** What every contestant is given to do: the words on the wire. */
public final class Work {
    /** The namespace of requests and answers. */
    public static final String NAMESPACE = "urn:xmppra:bench";
    /** Whom clients and components ask, and who asks them. */
    public static final String PEER = "peer.bench.example";
    /** Whom nobody hears of: requests to it stay pending. */
    public static final String SILENT = "silent.bench.example";
    /** The domain of the clients. */
    public static final String DOMAIN = "bench.example";
    /** The domain of the first component; the others are numbered. */
    public static final String COMPONENT = "part.bench.example";
    /** The user of all clients. */
    public static final String USER = "bench";
    /** The password of the user and the secret of the components: it guards nothing. */
    public static final String PASSWORD = "benchmark";
    /** The 200 characters that the caller has to read and to check. */
    public static final String VALUE = "0123456789abcdefghijklmnopqrstuvwxyzABCD".repeat(5);

    private Work() {}

    /** Checks what was read. */
    public static void check(String value) {
        if (!VALUE.equals(value)) {
            throw new IllegalStateException("Not the value that was sent: " + value);
        }
    }

    /** The domain of a component. */
    public static String component(int number) {
        return number == 0 ? COMPONENT : "part" + number + ".bench.example";
    }
}
