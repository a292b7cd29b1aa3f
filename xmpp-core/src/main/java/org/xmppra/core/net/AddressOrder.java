package org.xmppra.core.net;

import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The order in which addresses are tried: families take turns, the preferred one first (RFC 8305 §4). Pure. */
final class AddressOrder {
    private AddressOrder() {}

    /** @param preferred the addresses as the resolver prefers them (RFC 6724) */
    static List<InetAddress> interleaved(List<InetAddress> preferred) {
        Deque<InetAddress> first = new ArrayDeque<>();
        Deque<InetAddress> second = new ArrayDeque<>();
        for (InetAddress address : preferred) {
            boolean sameFamily = address.getClass() == preferred.get(0).getClass();
            (sameFamily ? first : second).add(address);
        }
        List<InetAddress> ordered = new ArrayList<>(preferred.size());
        while (!first.isEmpty() || !second.isEmpty()) {
            if (!first.isEmpty()) {
                ordered.add(first.remove());
            }
            if (!second.isEmpty()) {
                ordered.add(second.remove());
            }
        }
        return ordered;
    }
}
