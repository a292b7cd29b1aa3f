package org.xmppra.core.xml;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.xmppra.core.stream.StreamException;

/**
 * Turns the bytes of a channel into {@link XmlFrame}s, each fired with {@code fireChannelRead} as soon as it is complete;
 * no byte behind it is looked at before. A handler may therefore call {@link #restart()} or {@link #restartForTls()} while
 * it is called with a frame.
 *
 * <p>What is refused is fired once as {@code exceptionCaught} with a {@link StreamException}, after the frames that were
 * complete before it; whatever is received afterwards is dropped. White space between stanzas fires nothing: who measures
 * activity stands before this handler.
 *
 * <p>When all frames that a read completed have been fired, and what it held was refused if it was, {@link #READ_DONE} is
 * fired as a user event.
 *
 * <p>One a channel; used on its event loop only.
 */
public final class XmlFramer extends ChannelInboundHandlerAdapter {
    /** No frame follows before the socket is read again. */
    public static final Object READ_DONE = new Object() {
        @Override
        public String toString() {
            return "read done";
        }
    };

    private final XmlScanner scanner;
    /** Bytes of the present read that the scanner has not seen. */
    private int unread;

    private boolean stopped;

    /** A framer that waits for a stream header. */
    public XmlFramer(XmlLimits limits) {
        this.scanner = new XmlScanner(limits);
    }

    /** Waits for a new stream header, an XML declaration allowed before it: after SASL (RFC 6120 §6.4.6). */
    public void restart() {
        scanner.restart();
    }

    /**
     * Waits for a new stream header, which must come through TLS: to be called while {@code <proceed/>} or
     * {@code <starttls/>} is handled.
     *
     * @throws StreamException if bytes in clear followed it (RFC 6120 §5.4.3.3): none of them is ever read, the stream must
     *     end
     */
    public void restartForTls() throws StreamException {
        if (hasUnread()) {
            stopped = true;
            throw Refusal.tooMuch("bytes in clear follow the change to TLS");
        }
        restart();
    }

    /** Whether bytes were received behind the frame that is being handled. */
    public boolean hasUnread() {
        return unread > 0;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf received)) {
            ctx.fireChannelRead(message);
            ctx.fireUserEventTriggered(READ_DONE);
            return;
        }
        try {
            scan(ctx, received);
        } catch (StreamException e) {
            ctx.fireExceptionCaught(e);
        } finally {
            received.release();
            unread = 0;
            ctx.fireUserEventTriggered(READ_DONE);
        }
    }

    private void scan(ChannelHandlerContext ctx, ByteBuf received) throws StreamException {
        if (received.hasArray()) {
            int from = received.arrayOffset() + received.readerIndex();
            scan(ctx, received.array(), from, from + received.readableBytes());
        } else {
            byte[] bytes = ByteBufUtil.getBytes(received);
            scan(ctx, bytes, 0, bytes.length);
        }
    }

    private void scan(ChannelHandlerContext ctx, byte[] in, int from, int to) throws StreamException {
        int at = from;
        while (at < to && !stopped) {
            at = scanner.scan(in, at, to);
            unread = to - at;
            for (XmlFrame frame = scanner.poll(); frame != null && !stopped; frame = scanner.poll()) {
                ctx.fireChannelRead(frame);
            }
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stopped = true;
    }
}
