package org.xmppra.core.session;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.core.net.OpenSocketChannel;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.core.stream.StreamSecurity;
import org.xmppra.core.stream.TlsLayer;
import org.xmppra.core.tls.TlsSecurity;
import org.xmppra.core.xml.XmlFrame;
import org.xmppra.core.xml.XmlFramer;
import org.xmppra.core.xml.XmlHeader;
import org.xmppra.core.xml.XmlParser;
import org.xmppra.core.xml.XmlWriter;

/**
 * One stream on one channel: headers, elements, errors and the goodbye, both ways (RFC 6120 §4). What elements mean is up
 * to the {@link StreamPhase}. Confined to the channel's event loop.
 */
final class StreamChannel extends ChannelInboundHandlerAdapter {
    /** How long the last words may take to be written. */
    private static final Duration LINGER = Duration.ofSeconds(2);

    private final String contentNamespace;
    private final XmlFramer framer;
    private final WireLog wire;
    private final Promise<Void> closed;

    private @Nullable Channel channel;
    /** While those who send may write themselves: until its last words. */
    private @Nullable SharedSocket shared;

    private @Nullable StreamPhase phase;
    private @Nullable XmlHeader header;
    private @Nullable StreamSecurity security;
    private @Nullable StreamEnd ended;
    private boolean sentHeader;
    private boolean sentClose;

    StreamChannel(SessionConfig config, XmppRuntime runtime, EventLoop loop) {
        this.contentNamespace = config.contentNamespace();
        this.framer = new XmlFramer(runtime.limits());
        this.wire = new WireLog(config.describe());
        this.closed = loop.newPromise();
    }

    /** Puts this stream into a connected channel, in wire order: framing, then this; and begins to read. */
    void attach(Channel connected) {
        channel = connected;
        connected.pipeline().addLast(framer, this);
        connected.config().setAutoRead(true);
    }

    /** Says who takes what is received from now on. */
    void phase(StreamPhase next) {
        phase = next;
        if (ended != null) {
            next.ended(ended);
        }
    }

    /**
     * Shares the socket with those who send, where nothing stands between the stream and it that changes bytes or counts
     * stanzas. Whatever this stream itself sends from now on are its last words.
     *
     * @return null if something does
     */
    @Nullable SharedSocket share() {
        if (channel() instanceof OpenSocketChannel socket && socket.pipeline().first() == framer) {
            shared = new SharedSocket(socket);
        }
        return shared;
    }

    Channel channel() {
        return Objects.requireNonNull(channel, "not connected yet");
    }

    /** The language that the server's header declares for stanzas which name none themselves, or null. */
    @Nullable String language() {
        return header == null ? null : header.language().orElse(null);
    }

    EventLoop eventLoop() {
        return channel().eventLoop();
    }

    /** What TLS gives to authentication; null while there is no TLS under the stream. */
    @Nullable StreamSecurity security() {
        return security;
    }

    /** Whether nothing is received any more. */
    boolean isOver() {
        return ended != null;
    }

    /** Opens this side of the stream, for the first time or after a restart. */
    void open(StreamHeader own) {
        framer.restart();
        header = null;
        sentHeader = true;
        write(own.toXml().getBytes(StandardCharsets.UTF_8));
    }

    /** Sends an element, at once; nothing once this side is closed. */
    void send(XmlElement element) {
        if (!sentClose) {
            wire.sent(element);
            write(XmlWriter.write(element, contentNamespace));
        }
    }

    private void write(byte[] bytes) {
        if (shared != null) {
            shared.end();
        }
        channel().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    /** Puts TLS under the stream; bytes in clear that came behind the last frame end it. */
    Future<?> secure(TlsLayer tls) {
        try {
            framer.restartForTls();
        } catch (StreamException e) {
            return eventLoop().newFailedFuture(e);
        }
        Future<SSLSession> handshake = tls.addFirst(channel().pipeline());
        handshake.addListener(done -> {
            if (done.isSuccess()) {
                security = TlsSecurity.of(handshake.getNow());
            }
        });
        return handshake;
    }

    /**
     * Closes this side of the stream, waits for the other side at most this long, then closes the channel.
     *
     * @return done when the channel is closed
     */
    Future<Void> goodbye(Duration timeout) {
        if (ended == null && !sentClose) {
            sendClose();
            var timer = eventLoop()
                    .schedule(() -> end(new StreamEnd.OwnClose()), timeout.toMillis(), TimeUnit.MILLISECONDS);
            closed.addListener(done -> timer.cancel(false));
        }
        return closed;
    }

    /** Drops a stream that never became useful. */
    void discard() {
        phase = null;
        Channel existing = channel;
        if (existing != null && ended == null) {
            end(new StreamEnd.OwnClose());
        }
    }

    /** Ends the stream: says so where that makes sense, tells the phase once, closes the channel. */
    void end(StreamEnd end) {
        if (ended != null) {
            return;
        }
        ended = end;
        boolean patient = !sentClose && !(end instanceof StreamEnd.Silent);
        if (end instanceof StreamEnd.OwnError own) {
            write(own.error().toXml().getBytes(StandardCharsets.UTF_8));
        }
        if (!end.leavesSession()) {
            sendClose();
        }
        close(patient ? LINGER : Duration.ZERO);
        if (phase != null) {
            phase.ended(end);
        }
    }

    /** Closes when everything is written, or when the peer has not taken it within this time. */
    private void close(Duration linger) {
        Channel closing = channel();
        closing.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        var timer = closing.eventLoop().schedule(() -> closing.close(), linger.toMillis(), TimeUnit.MILLISECONDS);
        closing.closeFuture().addListener(done -> timer.cancel(false));
    }

    private void sendClose() {
        if (sentHeader && !sentClose) {
            sentClose = true;
            write(XmlWriter.close());
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (ended != null) {
            return;
        }
        if (shared != null) {
            shared.loopReads(true);
        }
        try {
            if (message instanceof XmlFrame.Header opened) {
                opened(opened);
            } else if (message instanceof XmlFrame.Element element) {
                received(element);
            } else {
                end(sentClose ? new StreamEnd.OwnClose() : new StreamEnd.PeerClosed());
            }
        } catch (StreamException e) {
            end(new StreamEnd.OwnError(StreamError.of(e)));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == XmlFramer.READ_DONE && phase != null) {
            phase.readDone();
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        if (shared != null) {
            shared.loopReads(false);
        }
        ctx.fireChannelReadComplete();
    }

    private void opened(XmlFrame.Header frame) throws StreamException {
        XmlHeader read = XmlParser.parseHeader(frame.bytes());
        header = read;
        StreamHeader opened = StreamHeader.read(read.element(), contentNamespace);
        if (phase != null) {
            phase.opened(opened);
        }
    }

    private void received(XmlFrame.Element frame) throws StreamException {
        XmlHeader inherited = header;
        if (inherited == null) {
            throw new StreamException(StreamErrorCondition.NOT_WELL_FORMED, "an element before the stream header");
        }
        XmlElement element = XmlParser.parse(frame, inherited);
        wire.received(element);
        if (StreamError.isError(element)) {
            end(new StreamEnd.PeerError(StreamError.read(element), otherHost(element), security != null));
        } else if (phase != null) {
            phase.received(element);
        }
    }

    private static @Nullable String otherHost(XmlElement error) {
        return error.child(StreamNamespaces.STREAM_ERRORS, StreamErrorCondition.SEE_OTHER_HOST.elementName())
                .map(host -> host.text().strip())
                .orElse(null);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (phase != null) {
            phase.writable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(new StreamEnd.Broken(null));
        closed.trySuccess(null);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (cause instanceof StreamException broken) {
            end(new StreamEnd.OwnError(StreamError.of(broken)));
        } else {
            end(new StreamEnd.Broken(cause));
        }
    }
}
