package org.xmppra.core.net;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.minidns.dnsmessage.DnsMessage;
import org.minidns.dnsmessage.DnsMessage.RESPONSE_CODE;
import org.minidns.dnsmessage.Question;
import org.minidns.dnsname.DnsName;
import org.minidns.dnsname.InvalidDnsNameException;
import org.minidns.record.A;
import org.minidns.record.AAAA;
import org.minidns.record.Data;
import org.minidns.record.InternetAddressRR;
import org.minidns.record.Record;
import org.minidns.record.SRV;

/**
 * Asks DNS servers one after the other, and all of them once more where none answers. Has no thread and no cache. Without
 * servers of its own it asks for SRV records where the system asks, and leaves hosts to the JDK, so that /etc/hosts counts.
 */
final class DnsClient implements Dns {
    private static final List<Duration> PATIENCE = List.of(Duration.ofSeconds(1), Duration.ofSeconds(2));
    private static final Duration TIME_FOR_ADDRESSES = Duration.ofSeconds(4);

    private final List<HostPort> servers;

    /** @param servers whom to ask; empty for the system's own */
    DnsClient(List<HostPort> servers) {
        this.servers = List.copyOf(servers);
    }

    @Override
    public List<SrvEntry> services(String name, Duration time) throws IOException {
        return ask(name, Record.TYPE.SRV, SRV.class, System.nanoTime() + time.toNanos()).stream()
                .map(srv -> new SrvEntry(srv.priority, srv.weight, srv.port, target(srv)))
                .toList();
    }

    private static String target(SRV srv) {
        return srv.isServiceAvailable() ? srv.target.ace : ".";
    }

    @Override
    public List<InetAddress> addresses(String host) throws UnknownHostException {
        if (servers.isEmpty() || ThisHost.knows(host)) {
            return List.of(InetAddress.getAllByName(host));
        }
        long deadline = System.nanoTime() + TIME_FOR_ADDRESSES.toNanos();
        List<InetAddress> found = new ArrayList<>();
        UnknownHostException unknown = new UnknownHostException(host);
        addAddresses(host, Record.TYPE.AAAA, AAAA.class, deadline, found, unknown);
        addAddresses(host, Record.TYPE.A, A.class, deadline, found, unknown);
        if (found.isEmpty()) {
            throw unknown;
        }
        return found;
    }

    private <D extends InternetAddressRR<?>> void addAddresses(
            String host,
            Record.TYPE type,
            Class<D> family,
            long deadline,
            List<InetAddress> found,
            Exception failures) {
        try {
            for (D address : ask(host, type, family, deadline)) {
                found.add(address.getInetAddress());
            }
        } catch (IOException e) {
            // One family is enough.
            failures.addSuppressed(e);
        }
    }

    /** The records of one type; those of an alias, too, which a recursive server sends along. */
    private <D extends Data> List<D> ask(String name, Record.TYPE type, Class<D> wanted, long deadline)
            throws IOException {
        Question question = question(name, type);
        List<HostPort> asked = servers.isEmpty() ? SystemDnsServers.read() : servers;
        IOException failure = new IOException("no DNS server is known");
        for (Duration patience : PATIENCE) {
            for (HostPort server : asked) {
                long left = deadline - System.nanoTime();
                if (left < TimeUnit.MILLISECONDS.toNanos(1)) {
                    throw failure;
                }
                try {
                    return ask(question, server, System.nanoTime() + Math.min(patience.toNanos(), left))
                            .filterAnswerSectionBy(wanted)
                            .stream()
                            .map(Record::getPayload)
                            .toList();
                } catch (IOException e) {
                    failure = new IOException("the DNS server " + server + ": " + e.getMessage(), e);
                }
            }
        }
        throw failure;
    }

    private static Question question(String name, Record.TYPE type) throws IOException {
        try {
            return new Question(DnsName.from(name), type, Record.CLASS.IN);
        } catch (InvalidDnsNameException | IllegalArgumentException e) {
            throw new IOException("'" + name + "' is no name that DNS could know", e);
        }
    }

    private static DnsMessage ask(Question question, HostPort server, long deadline) throws IOException {
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(server.host()), server.port());
        DnsMessage answer = new DnsExchange(question, address, deadline).answer();
        if (answer.responseCode != RESPONSE_CODE.NO_ERROR && answer.responseCode != RESPONSE_CODE.NX_DOMAIN) {
            throw new IOException("it answered " + answer.responseCode);
        }
        return answer;
    }
}
