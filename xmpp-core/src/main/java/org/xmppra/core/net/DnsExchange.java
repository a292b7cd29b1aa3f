package org.xmppra.core.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.minidns.dnsmessage.DnsMessage;
import org.minidns.dnsmessage.Question;

/**
 * One question to one DNS server (RFC 1035 §4.2), by a deadline: over UDP, and over TCP where the answer was cut. Blocks.
 * What does not answer this question, from this server, is passed over: whoever guesses must guess port and id in time.
 */
final class DnsExchange {
    /** Small enough for every path (RFC 9715); what is longer comes over TCP. */
    private static final int UDP_BYTES = 1232;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Question question;
    private final InetSocketAddress server;
    private final long deadline;
    private final int id = RANDOM.nextInt(1 << 16);

    /** @param deadline of {@link System#nanoTime()} */
    DnsExchange(Question question, InetSocketAddress server, long deadline) {
        this.question = question;
        this.server = server;
        this.deadline = deadline;
    }

    /** @throws IOException if no answer that can be read came in time */
    DnsMessage answer() throws IOException {
        DnsMessage.Builder query =
                DnsMessage.builder().setId(id).setRecursionDesired(true).setQuestion(question);
        query.getEdnsBuilder().setUdpPayloadSize(UDP_BYTES);
        byte[] bytes = query.build().toArray();
        DnsMessage answer = overUdp(bytes);
        return answer.truncated ? overTcp(bytes) : answer;
    }

    private DnsMessage overUdp(byte[] query) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(server);
            socket.send(new DatagramPacket(query, query.length));
            DatagramPacket packet = new DatagramPacket(new byte[UDP_BYTES], UDP_BYTES);
            while (true) {
                socket.setSoTimeout(millisLeft());
                socket.receive(packet);
                if (isOurs(packet.getData(), packet.getLength())) {
                    return parse(Arrays.copyOf(packet.getData(), packet.getLength()));
                }
                packet.setLength(UDP_BYTES);
            }
        }
    }

    private DnsMessage overTcp(byte[] query) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(server, millisLeft());
            OutputStream out = socket.getOutputStream();
            out.write(ByteBuffer.allocate(Short.BYTES + query.length)
                    .putShort((short) query.length)
                    .put(query)
                    .array());
            InputStream in = socket.getInputStream();
            int length = ByteBuffer.wrap(read(socket, in, Short.BYTES)).getShort() & 0xFFFF;
            byte[] answer = read(socket, in, length);
            if (!isOurs(answer, answer.length)) {
                throw new IOException("it answered another question");
            }
            return parse(answer);
        }
    }

    /** Reads by the deadline, however slowly it comes. */
    private byte[] read(Socket socket, InputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length) {
            socket.setSoTimeout(millisLeft());
            int count = in.read(bytes, at, length - at);
            if (count < 0) {
                throw new IOException("it closed the connection within its answer");
            }
            at += count;
        }
        return bytes;
    }

    /** An answer with our id; whether it repeats our question is seen when it is parsed. */
    private boolean isOurs(byte[] message, int length) {
        return length >= 12 && (ByteBuffer.wrap(message).getShort() & 0xFFFF) == id && (message[2] & 0x80) != 0;
    }

    private DnsMessage parse(byte[] bytes) throws IOException {
        DnsMessage answer;
        try {
            answer = new DnsMessage(bytes);
        } catch (IOException | RuntimeException e) {
            // The library says so in many ways.
            throw new IOException("its answer cannot be read", e);
        }
        if (answer.questions.size() != 1 || !answer.getQuestion().equals(question)) {
            throw new IOException("it answered another question");
        }
        return answer;
    }

    private int millisLeft() throws SocketTimeoutException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left < 1) {
            throw new SocketTimeoutException("no answer in time");
        }
        return Math.toIntExact(left);
    }
}
