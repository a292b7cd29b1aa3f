package org.xmppra.bench.contestant;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.xmppra.bench.Work;
import org.xmppra.core.component.ComponentHandshake;

/** One connection without XML: stanzas are told by their end tags, the value by its place before one. */
final class RawSocket {
    private static final int SLOTS = 1 << 16;
    private static final byte[] END = ascii("</iq>");
    private static final byte[] VALUE = ascii(Work.VALUE + "</value></iq>");
    private static final byte[] ID = ascii(" id='");
    private static final byte[] FROM = ascii(" from='");
    private static final byte[] TO = ascii("' to='");
    private static final byte[] RESULT = ascii("<iq type='result' id='");
    private static final byte[] NOTHING = {};

    private final String address;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] request;
    private final byte[] answer;
    private final Runnable handled;
    private final AtomicBoolean reading = new AtomicBoolean();
    private final AtomicReferenceArray<Runnable> pending = new AtomicReferenceArray<>(SLOTS);
    private final AtomicInteger next = new AtomicInteger();
    private final Thread reader = new Thread(this::readAll, "reader");
    private byte[] unsent = new byte[64 * 1024];
    private int unsentLength;

    RawSocket(String host, int port, String address, Runnable handled) throws IOException {
        this.address = address;
        this.socket = new Socket(host, port);
        this.socket.setTcpNoDelay(true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        this.handled = handled;
        this.request =
                ascii("' from='" + address + "' to='" + Work.PEER + "'><query xmlns='" + Work.NAMESPACE + "'/></iq>");
        this.answer = ascii(
                "' from='" + address + "' to='" + Work.PEER + "/asker'><checked xmlns='" + Work.NAMESPACE + "'/></iq>");
        open(address);
    }

    private void open(String address) throws IOException {
        send("<?xml version='1.0'?><stream:stream xmlns='jabber:component:accept'"
                + " xmlns:stream='http://etherx.jabber.org/streams' to='" + address + "'>");
        String header = receive("from=");
        String id = header.replaceAll("(?s).* id=['\"]([^'\"]*)['\"].*", "$1");
        send("<handshake>" + ComponentHandshake.digest(id, Work.PASSWORD) + "</handshake>");
        receive("<handshake");
    }

    private void send(String text) throws IOException {
        out.write(ascii(text));
    }

    private String receive(String expected) throws IOException {
        StringBuilder received = new StringBuilder();
        while (received.indexOf(expected) < 0 || received.charAt(received.length() - 1) != '>') {
            int c = in.read();
            if (c < 0) {
                throw new IOException("The server ended the stream after " + received);
            }
            received.append((char) c);
        }
        return received.toString();
    }

    /** Asks and reads on the thread of the caller; one at a time. */
    synchronized void ask() throws IOException {
        write(ascii("<iq type='get' id='r0"), request);
        flush();
        byte[] bytes = new byte[4096];
        int length = 0;
        do {
            length += in.read(bytes, length, bytes.length - length);
        } while (!endsWith(bytes, length, END));
        check(bytes, length);
    }

    /** Asks with the next {@link #flush}. */
    void ask(Runnable done) {
        read();
        int slot = next.getAndIncrement() & SLOTS - 1;
        pending.set(slot, done);
        write(ascii("<iq type='get' id='r" + slot), request);
    }

    /** Starts to read, once. */
    void read() {
        if (reading.compareAndSet(false, true)) {
            reader.start();
        }
    }

    private void readAll() {
        byte[] bytes = new byte[64 * 1024];
        int length = 0;
        try {
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes, length, bytes.length - length)) {
                length += read;
                int rest = take(bytes, length);
                length -= rest;
                System.arraycopy(bytes, rest, bytes, 0, length);
                flush();
            }
        } catch (IOException | RuntimeException e) {
            Exit.onFailure(() -> {
                throw e;
            });
        }
    }

    private int take(byte[] bytes, int length) throws IOException {
        int start = 0;
        for (int at = END.length; at <= length; at++) {
            if (bytes[at - 1] == '>' && endsWith(bytes, at, END)) {
                stanza(bytes, start, at);
                start = at;
            }
        }
        return start;
    }

    private void stanza(byte[] bytes, int start, int end) {
        int id = behind(bytes, start, ID);
        if (!endsWith(bytes, end, VALUE)) {
            answerQuery(bytes, start, id);
        } else if (bytes[id] == 'r') {
            Runnable done = pending.get(number(bytes, id + 1));
            if (done == null) {
                throw new IllegalStateException(
                        "Nobody waits for " + new String(bytes, start, end - start, StandardCharsets.US_ASCII));
            }
            done.run();
        } else {
            synchronized (this) {
                write(RESULT, value(bytes, id));
                write(answer, NOTHING);
            }
            handled.run();
        }
    }

    /** As the peer behind a real server: the value, to whoever asked. */
    private synchronized void answerQuery(byte[] bytes, int start, int id) {
        write(RESULT, value(bytes, id));
        write(TO, value(bytes, behind(bytes, start, FROM)));
        write(ascii("' from='" + address + "'><value xmlns='" + Work.NAMESPACE + "'>"), VALUE);
    }

    private static int behind(byte[] bytes, int start, byte[] wanted) {
        int at = start;
        while (!endsWith(bytes, at, wanted)) {
            at++;
        }
        return at;
    }

    private static byte[] value(byte[] bytes, int start) {
        int end = start;
        while (bytes[end] != '\'') {
            end++;
        }
        return Arrays.copyOfRange(bytes, start, end);
    }

    private static int number(byte[] bytes, int from) {
        int number = 0;
        for (int at = from; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
            number = number * 10 + bytes[at] - '0';
        }
        return number;
    }

    private static void check(byte[] bytes, int end) {
        if (!endsWith(bytes, end, VALUE)) {
            throw new IllegalStateException("Not the value that was sent");
        }
    }

    private static boolean endsWith(byte[] bytes, int end, byte[] suffix) {
        return end >= suffix.length && Arrays.equals(bytes, end - suffix.length, end, suffix, 0, suffix.length);
    }

    private synchronized void write(byte[] head, byte[] tail) {
        if (unsentLength + head.length + tail.length > unsent.length) {
            unsent = Arrays.copyOf(unsent, unsent.length * 2);
        }
        System.arraycopy(head, 0, unsent, unsentLength, head.length);
        System.arraycopy(tail, 0, unsent, unsentLength + head.length, tail.length);
        unsentLength += head.length + tail.length;
    }

    synchronized void flush() throws IOException {
        if (unsentLength > 0) {
            out.write(unsent, 0, unsentLength);
            unsentLength = 0;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
