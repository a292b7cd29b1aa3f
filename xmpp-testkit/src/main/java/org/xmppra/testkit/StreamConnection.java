package org.xmppra.testkit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.EventLoop;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.xml.XmlWriter;

/**
 * The server's end of one stream: headers, errors, the closing of both directions. What stands between is the business
 * of clients' and components' connections. Used on the server's loop only.
 *
 * <pre>
 * NEW --header--> OPEN --end, fail, peer's close--> ENDING --peer's close, or 1 s--> channel closed
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6120#section-4">RFC 6120 §4</a>
 */
abstract class StreamConnection {
    private static final Logger LOG = System.getLogger(StreamConnection.class.getName());
    private static final int ID_BYTES = 12;
    private static final int CLOSE_WAIT_MILLIS = 1000;
    /** More than this unread by the peer, and it is taken for dead. */
    private static final long MAX_UNWRITTEN_BYTES = 16L << 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Channel channel;
    private final String domain;
    private final String contentNamespace;
    private String id = "";
    private boolean headerSent;
    private boolean ending;
    private boolean frozen;

    StreamConnection(Channel channel, String domain, String contentNamespace) {
        this.channel = channel;
        this.domain = domain;
        this.contentNamespace = contentNamespace;
    }

    /** Takes the peer's header; must answer with {@link #open}. */
    abstract void header(StreamHeader header) throws StreamException;

    /** Takes a whole first-level element that is no stream error. */
    abstract void element(XmlElement element) throws StreamException;

    /**
     * The connection is gone or going: it gets no more stanzas. Called once.
     *
     * @param vanished whether it went without a goodbye of either side
     */
    abstract void ended(boolean vanished);

    final Channel channel() {
        return channel;
    }

    final EventLoop loop() {
        return channel.eventLoop();
    }

    final String contentNamespace() {
        return contentNamespace;
    }

    /** Whether it plays dead. */
    final boolean isFrozen() {
        return frozen;
    }

    /** The id of the current stream. */
    final String streamId() {
        return id;
    }

    final boolean isEnding() {
        return ending;
    }

    /** Sends the server's header. */
    final void open(@Nullable String from, @Nullable String to, @Nullable String version) {
        byte[] random = new byte[ID_BYTES];
        RANDOM.nextBytes(random);
        id = HexFormat.of().formatHex(random);
        headerSent = true;
        write(new StreamHeader(contentNamespace, from, to, id, version, version == null ? null : "en").toXml());
    }

    /** Forgets that a header was sent: the stream begins anew (RFC 6120 §4.3.3). */
    final void forgetHeader() {
        headerSent = false;
    }

    /** Writes an element of the stream. */
    final void write(XmlElement element) {
        write(XmlWriter.write(element, contentNamespace));
    }

    /** Writes as it is. */
    final void write(String xml) {
        write(xml.getBytes(StandardCharsets.UTF_8));
    }

    private void write(byte[] bytes) {
        if (frozen || !channel.isActive()) {
            return;
        }
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes));
        if (unwritten() > MAX_UNWRITTEN_BYTES) {
            LOG.log(Level.WARNING, "{0}: reads too slowly, dropped", this);
            kill();
        }
    }

    private long unwritten() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    /** The peer's error: nothing is answered but the close (RFC 6120 §4.9.1.1). */
    final void errorReceived(StreamError error) {
        LOG.log(Level.DEBUG, "{0}: stream error received: {1}", this, error);
        end(null);
    }

    /** Ends the stream for a rule that the peer broke. */
    final void fail(StreamException broken) {
        LOG.log(Level.DEBUG, "{0}: {1}", this, broken.getMessage());
        end(StreamError.of(broken));
    }

    /** Ends the stream with an error. */
    final void fail(StreamErrorCondition condition, @Nullable String text) {
        end(new StreamError(condition, text));
    }

    /** Says goodbye, waits a moment for the peer to do the same, closes. */
    final void end(@Nullable StreamError error) {
        if (ending) {
            return;
        }
        if (!headerSent) {
            open(domain, null, "1.0");
        }
        String goodbye = (error == null ? "" : error.toXml()) + "</stream:stream>";
        write(goodbye);
        leave(false);
        loop().schedule(() -> channel.close(), CLOSE_WAIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The peer's closing tag. */
    final void closeReceived() {
        end(null);
        // Completed writes come first: the loop works in order.
        channel.close();
    }

    /** Drops the socket: no goodbye of XMPP nor of TLS. */
    final void kill() {
        leave(true);
        channel.unsafe().close(channel.voidPromise());
    }

    /** Keeps the socket open and falls silent, as a peer does that has lost its network. */
    final void freeze() {
        frozen = true;
        channel.config().setAutoRead(false);
    }

    /** The socket is closed, by whichever side. */
    final void closed() {
        leave(true);
    }

    private void leave(boolean vanished) {
        if (!ending) {
            ending = true;
            ended(vanished);
        }
    }
}
