package org.xmppra.it.servers;

import java.nio.file.Path;

/**
 * A foreign XMPP server in a process of its own. It listens on loopback only, demands STARTTLS of clients, offers
 * SCRAM-SHA-256, SCRAM-SHA-1, PLAIN and stream management (XEP-0198), and limits no rates. Ports, certificate, accounts and data stay the same
 * across stops and starts. Every method blocks until what it promises is true. Not thread-safe.
 */
public interface XmppServer extends AutoCloseable {

    /** The software's name, as a test report shows it. */
    String name();

    /** The XMPP domain; the server's certificate carries it. */
    String domain();

    /** The address to connect to. */
    default String host() {
        return "127.0.0.1";
    }

    /** The port for clients, with STARTTLS. */
    int clientPort();

    /** The port for external components (XEP-0114), in clear. */
    int componentPort();

    /** The PEM file of the authority to trust; the server's own certificate is signed by it. */
    Path certificate();

    /** The file the server logs to. */
    Path log();

    /** True from a successful {@link #start} until the process ends, for whatever reason. */
    boolean isRunning();

    /**
     * Starts the process and returns when both ports accept connections and the accounts exist.
     *
     * @throws IllegalStateException when it runs already, ends early or is not ready in time; the message quotes the
     *     end of its log
     */
    void start();

    /** Asks the process to end as its administrator would and waits for that; does nothing when it does not run. */
    void stop();

    /** Ends the process as a power failure would: no stream is closed, nothing is saved. */
    void kill();

    /** Stops the server; its directory with the logs stays. */
    @Override
    void close();
}
