package org.xmppra.testkit.session;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.minidns.dnsmessage.DnsMessage;
import org.minidns.dnsmessage.DnsMessage.RESPONSE_CODE;
import org.minidns.dnsname.DnsName;
import org.minidns.record.A;
import org.minidns.record.Data;
import org.minidns.record.Record;
import org.minidns.record.SRV;
import org.xmppra.core.net.HostPort;

/** A DNS server on loopback, over UDP and TCP, that behaves as badly as a test needs it to. */
final class DnsResponder implements AutoCloseable {
    /** What comes back for one question over UDP: any number of datagrams. */
    interface Behaviour extends Function<DnsMessage, List<byte[]>> {}

    private final Map<String, List<Data>> records = new ConcurrentHashMap<>();
    private final List<String> questions = new CopyOnWriteArrayList<>();
    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final List<Thread> threads;
    private volatile Behaviour behaviour = query -> List.of(answer(query).toArray());

    private DnsResponder(DatagramSocket udp, ServerSocket tcp) {
        this.udp = udp;
        this.tcp = tcp;
        this.threads = List.of(
                LeakCheck.threads("dns-udp").newThread(this::serveUdp),
                LeakCheck.threads("dns-tcp").newThread(this::serveTcp));
    }

    static DnsResponder start() {
        try {
            ServerSocket tcp = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
            DnsResponder responder =
                    new DnsResponder(new DatagramSocket(tcp.getLocalPort(), tcp.getInetAddress()), tcp);
            responder.threads.forEach(Thread::start);
            return responder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<HostPort> servers() {
        return List.of(new HostPort("127.0.0.1", tcp.getLocalPort()));
    }

    DnsResponder srv(String name, int priority, int weight, int port, String target) {
        return add(name, new SRV(priority, weight, port, target));
    }

    DnsResponder host(String name, String address) {
        return add(name, new A(address));
    }

    private DnsResponder add(String name, Data record) {
        records.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>()).add(record);
        return this;
    }

    /** What is asked over UDP is treated so from now on. */
    DnsResponder behaving(Behaviour other) {
        behaviour = other;
        return this;
    }

    DnsResponder behavingWell() {
        return behaving(query -> List.of(answer(query).toArray()));
    }

    /** Answers everything with an error. */
    static Behaviour failing(RESPONSE_CODE code) {
        return query -> List.of(query.getResponseBuilder(code).build().toArray());
    }

    static Behaviour silent() {
        return query -> List.of();
    }

    /** An answer that does not fit, so that it must be asked for over TCP. */
    static Behaviour truncating() {
        return query -> List.of(query.getResponseBuilder(RESPONSE_CODE.NO_ERROR)
                .setTruncated(true)
                .build()
                .toArray());
    }

    /** What was asked, as "SRV _xmpp-client._tcp.example.org". */
    List<String> questions() {
        return questions;
    }

    /** The true answer. */
    DnsMessage answer(DnsMessage query) {
        DnsName name = query.getQuestion().name;
        List<Record<? extends Data>> found = new ArrayList<>();
        List<Data> known = records.getOrDefault(name.ace, List.of());
        for (Data data : known) {
            if (data.getType() == query.getQuestion().type) {
                found.add(new Record<>(name, data.getType(), Record.CLASS.IN, 60, data, false));
            }
        }
        return query.getResponseBuilder(known.isEmpty() ? RESPONSE_CODE.NX_DOMAIN : RESPONSE_CODE.NO_ERROR)
                .setAnswers(found)
                .build();
    }

    private DnsMessage read(byte[] bytes) throws IOException {
        DnsMessage query = new DnsMessage(bytes);
        questions.add(query.getQuestion().type + " " + query.getQuestion().name.ace);
        return query;
    }

    private void serveUdp() {
        byte[] buffer = new byte[4096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                for (byte[] answer : behaviour.apply(read(Arrays.copyOf(buffer, packet.getLength())))) {
                    udp.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
                }
            } catch (IOException e) {
                unlessClosed(e);
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try (Socket socket = tcp.accept()) {
                DataInputStream in = new DataInputStream(socket.getInputStream());
                byte[] bytes = new byte[in.readUnsignedShort()];
                in.readFully(bytes);
                answer(read(bytes)).writeTo(new DataOutputStream(socket.getOutputStream()));
            } catch (IOException e) {
                unlessClosed(e);
            }
        }
    }

    private void unlessClosed(IOException failure) {
        if (!tcp.isClosed()) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            udp.close();
        }
    }
}
