package org.xmppra.core.net;

import java.io.IOException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntUnaryOperator;

/**
 * Where the server of an XMPP domain is: its SRV records for STARTTLS and for direct TLS, mixed by priority and weight
 * (RFC 6120 §3.2.1, XEP-0368), or the domain itself where it has none. Blocks: never called on an event loop.
 */
public final class ServiceLookup {
    /** Which connections make sense. */
    public enum Services {
        /** Both kinds. */
        ANY(true, true),
        /** TLS from the first byte. */
        DIRECT_TLS(true, false),
        /** No TLS from the first byte. */
        PLAIN(false, true);

        private final boolean direct;
        private final boolean plain;

        Services(boolean direct, boolean plain) {
            this.direct = direct;
            this.plain = plain;
        }
    }

    private static final System.Logger LOG = System.getLogger(ServiceLookup.class.getName());
    private static final int PORT = 5222;
    private static final int DIRECT_TLS_PORT = 5223;

    private record Found(SrvEntry entry, boolean directTls) {}

    private final Dns dns;
    private final IntUnaryOperator lot;

    /** @param dnsServers whom to ask; empty for the system's own */
    public ServiceLookup(List<HostPort> dnsServers) {
        this(new DnsClient(dnsServers), bound -> ThreadLocalRandom.current().nextInt(bound));
    }

    ServiceLookup(Dns dns, IntUnaryOperator lot) {
        this.dns = dns;
        this.lot = lot;
    }

    /**
     * Where to connect, in the order to be tried.
     *
     * @param domain in A-labels, or a literal address
     * @param services which connections make sense
     * @param time how long the look-up may take
     * @return at least one
     * @throws UnknownHostException if the domain says that it has no such service
     */
    public List<ServerTarget> targets(String domain, Services services, Duration time) throws UnknownHostException {
        List<Found> found = new ArrayList<>();
        if (!ThisHost.knows(domain)) {
            Duration half = time.dividedBy(services == Services.ANY ? 2 : 1);
            if (services.direct) {
                look("_xmpps-client._tcp." + domain, true, half, found);
            }
            if (services.plain) {
                look("_xmpp-client._tcp." + domain, false, half, found);
            }
        }
        if (found.isEmpty()) {
            boolean direct = !services.plain;
            return List.of(new ServerTarget(new HostPort(domain, direct ? DIRECT_TLS_PORT : PORT), direct));
        }
        List<ServerTarget> targets =
                SrvOrder.of(
                                found.stream()
                                        .filter(each -> each.entry().isAvailable())
                                        .toList(),
                                Found::entry,
                                lot)
                        .stream()
                        .map(each -> new ServerTarget(
                                new HostPort(each.entry().target(), each.entry().port()), each.directTls()))
                        .toList();
        if (targets.isEmpty()) {
            throw new UnknownHostException("the domain '" + domain
                    + "' says in DNS that it has no such service (its SRV record has the target '.')");
        }
        return targets;
    }

    /** Nobody's answer is no reason to give up (RFC 6120 §3.2.1): the domain itself is tried then. */
    private void look(String name, boolean directTls, Duration time, List<Found> found) {
        try {
            for (SrvEntry entry : dns.services(name, time)) {
                if (entry.port() > 0 || !entry.isAvailable()) {
                    found.add(new Found(entry, directTls));
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, () -> "No answer about " + name + ": " + e.getMessage());
        }
    }
}
