package org.xmppra.testkit.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * The connection that a script is played on, byte by byte. Reads only while something is expected: a script that expects
 * nothing lets the client's bytes pile up. The methods wait as long as the peer's patience. Used on the peer's thread only.
 */
public final class Wire {
    private static final int CHUNK = 8192;

    private final ServerSocket server;
    private final Duration patience;
    private final Transcript transcript;
    private final Captures captures;
    private final List<Socket> accepted = new CopyOnWriteArrayList<>();
    /** Bytes received that no step has taken yet. */
    private byte[] pending = {};

    private String contentNamespace = "jabber:client";
    private @Nullable Socket raw;
    private @Nullable Socket socket;

    Wire(ServerSocket server, Duration patience, Transcript transcript, Captures captures) {
        this.server = server;
        this.patience = patience;
        this.transcript = transcript;
        this.captures = captures;
    }

    /** Gives a name a value. */
    public void put(String name, String value) {
        captures.put(name, value);
    }

    /**
     * What a name stands for.
     *
     * @throws IllegalArgumentException if it stands for nothing
     */
    public String get(String name) {
        return captures.get(name);
    }

    /** A text with its placeholders replaced. */
    public String fill(String text) {
        return captures.fill(text);
    }

    /** Takes the next connection; the one before stays as it is, open if it was. */
    public void accept() throws IOException {
        server.setSoTimeout(Math.toIntExact(patience.toMillis()));
        Socket next;
        try {
            next = server.accept();
        } catch (SocketTimeoutException e) {
            throw unmet("a connection", e);
        }
        next.setTcpNoDelay(true);
        accepted.add(next);
        if (server.isClosed()) {
            next.close(); // The peer was closed meanwhile, and may not have seen this one.
        }
        raw = next;
        socket = next;
        pending = new byte[0];
        transcript.event("connection " + accepted.size());
    }

    private Socket socket() throws IOException {
        if (socket == null) {
            accept();
        }
        return Objects.requireNonNull(socket);
    }

    /** Sends a text, the placeholders in it replaced. */
    public void send(String text) throws IOException {
        send(fill(text).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as they are. */
    public void send(byte[] bytes) throws IOException {
        transcript.server(bytes);
        socket().getOutputStream().write(bytes);
        socket().getOutputStream().flush();
    }

    /** Sends each byte in a segment (and TLS record) of its own. */
    public void drip(byte[] bytes) throws IOException {
        transcript.server(bytes);
        for (byte b : bytes) {
            socket().getOutputStream().write(b);
            socket().getOutputStream().flush();
        }
    }

    /** Expects a header, element or closing tag as {@link Script#expect} tells. */
    public void expect(String template) throws IOException {
        String piece = nextPiece(template);
        Captures.Attempt attempt = captures.attempt();
        boolean close = Pieces.isClose(template);
        boolean fits = close || Pieces.isClose(piece)
                ? piece.equals(template)
                : new ElementMatch(attempt)
                        .fits(
                                ElementMatch.parse(template, contentNamespace),
                                ElementMatch.parse(piece, contentNamespace));
        if (!fits) {
            throw failure("Expected " + template + "\nbut the client sent " + piece, null);
        }
        attempt.keep();
    }

    /** The next element, whatever it is. */
    public Element nextElement() throws IOException {
        return ElementMatch.parse(nextPiece("an element"), contentNamespace);
    }

    private String nextPiece(String expected) throws IOException {
        String piece = take(expected, text -> Pieces.end(text, Pieces.start(text)));
        piece = piece.substring(Pieces.start(piece));
        if (Pieces.isHeader(piece)) {
            contentNamespace = ElementMatch.parse(piece, contentNamespace).getAttribute("xmlns");
        }
        return piece;
    }

    /**
     * Reads until a part of what was received is found.
     *
     * @param expected what is waited for, for the message
     * @param end tells how many characters (each a byte) to take, or -1 if more must come
     * @return the part, decoded as UTF-8
     */
    String take(String expected, ToIntFunction<String> end) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        int length = end.applyAsInt(new String(pending, StandardCharsets.ISO_8859_1));
        while (length < 0) {
            if (!read(deadline, expected)) {
                throw unmet(expected, new IOException("the client closed the connection"));
            }
            length = end.applyAsInt(new String(pending, StandardCharsets.ISO_8859_1));
        }
        byte[] taken = Arrays.copyOf(pending, length);
        pending = Arrays.copyOfRange(pending, length, pending.length);
        transcript.client(taken);
        return new String(taken, StandardCharsets.UTF_8);
    }

    /** Expects the client to end the connection; what it still sends is dropped. */
    public void expectEnd() throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        boolean open = true;
        while (open) {
            try {
                open = read(deadline, "the end of the connection");
            } catch (SSLException | SocketException e) {
                transcript.event("the client broke the connection: " + e.getMessage());
                return;
            }
            if (pending.length > 0) {
                transcript.client(pending);
                pending = new byte[0];
            }
        }
        transcript.event("the client closed the connection");
    }

    private boolean read(long deadline, String expected) throws IOException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            throw unmet(expected, null);
        }
        byte[] chunk = new byte[CHUNK];
        int read;
        try {
            socket().setSoTimeout(Math.toIntExact(left));
            read = socket().getInputStream().read(chunk);
        } catch (SocketTimeoutException e) {
            throw unmet(expected, e);
        }
        if (read < 0) {
            return false;
        }
        ByteArrayOutputStream joined = new ByteArrayOutputStream(pending.length + read);
        joined.write(pending);
        joined.write(chunk, 0, read);
        pending = joined.toByteArray();
        return true;
    }

    /** Puts TLS under the connection, as its server; done when the handshake is. */
    public void startTls(SSLContext context) throws IOException {
        Socket plain = socket();
        if (pending.length > 0) {
            throw failure("The client sent bytes in clear behind its wish for TLS", null);
        }
        plain.setSoTimeout(Math.toIntExact(patience.toMillis()));
        SSLSocket secure = (SSLSocket) context.getSocketFactory()
                .createSocket(plain, plain.getInetAddress().getHostAddress(), plain.getPort(), false);
        secure.setUseClientMode(false);
        secure.startHandshake();
        socket = secure;
        transcript.event("TLS: " + secure.getSession().getProtocol());
    }

    /** Closes the connection without a goodbye: neither the stream's nor TLS's. */
    public void close() throws IOException {
        socket();
        Objects.requireNonNull(raw).close();
        transcript.event("closed");
    }

    /** Resets the connection (TCP RST). */
    public void reset() throws IOException {
        socket();
        Socket open = Objects.requireNonNull(raw);
        open.setSoLinger(true, 0);
        open.close();
        transcript.event("reset");
    }

    /** Notes something in the transcript. */
    public void note(String event) {
        transcript.event(event);
    }

    void closeAll() throws IOException {
        for (Socket open : accepted) {
            open.close();
        }
    }

    private ScriptFailure unmet(String expected, @Nullable IOException cause) {
        String received = pending.length == 0 ? "nothing" : "only " + new String(pending, StandardCharsets.UTF_8);
        String reason = cause == null || cause instanceof SocketTimeoutException
                ? " within " + patience.toMillis() + " ms"
                : " before " + cause.getMessage();
        return failure("Expected " + expected + "\nbut received " + received + reason, cause);
    }

    ScriptFailure failure(String message, @Nullable Throwable cause) {
        return new ScriptFailure(message + "\nTranscript so far:\n" + transcript, cause);
    }
}
