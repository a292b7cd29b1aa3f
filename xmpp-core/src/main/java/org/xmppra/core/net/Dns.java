package org.xmppra.core.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;

/** What is asked of the Domain Name System. Blocks: never called on an event loop. Thread-safe. */
interface Dns {
    /**
     * The SRV records of a name.
     *
     * @param name such as {@code _xmpp-client._tcp.example.org}, in A-labels
     * @param time how long it may take
     * @return empty if there are none
     * @throws IOException if nobody could tell in time
     */
    List<SrvEntry> services(String name, Duration time) throws IOException;

    /**
     * The addresses of a host, in the order to be preferred.
     *
     * @param host a name in A-labels, or a literal address
     * @return at least one
     * @throws UnknownHostException if there are none, or nobody could tell
     */
    List<InetAddress> addresses(String host) throws UnknownHostException;
}
