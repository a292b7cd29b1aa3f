package org.xmppra.core.xml;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.XmlOutput;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.stream.StreamNamespaces;

/**
 * Lets a stream run over a WebSocket (RFC 7395) without knowing it. In: text messages, each a complete document, checked as
 * strictly as a stream's bytes and fired as {@link XmlFrame}s, {@code <open/>} and {@code <close/>} as header and end; {@link
 * XmlFramer} behind it lets these pass. Out: a stream's bytes, each element sent as a document that declares what it
 * inherited. What is refused is fired as {@code exceptionCaught} with a {@link StreamException}.
 *
 * <p>Messages must arrive whole. One a channel; used on its event loop only.
 */
public final class WebSocketDocuments extends ChannelDuplexHandler {
    private static final String FRAMING = "urn:ietf:params:xml:ns:xmpp-framing";
    private static final int USUAL_BYTES = 256;
    private static final byte[] DECLARATION = "<?xml".getBytes(StandardCharsets.US_ASCII);

    /** Which end of the stream this is. */
    public enum Role {
        /** Opens the stream. */
        CLIENT,
        /** Is asked to. */
        SERVER
    }

    private final Role role;
    private final XmlLimits limits;
    /** Finds the ends of what is sent; its limits are not those of what is received. */
    private final XmlScanner outbound =
            new XmlScanner(new XmlLimits(Integer.MAX_VALUE, XmlLimits.DEEPEST, Integer.MAX_VALUE, Integer.MAX_VALUE));

    private boolean headerDue = true;
    private boolean over;

    /**
     * @param role which end this is
     * @param limits of what is received
     */
    public WebSocketDocuments(Role role, XmlLimits limits) {
        this.role = role;
        this.limits = limits;
    }

    /** Waits for a new {@code <open/>}: at a server, when a client is authenticated; a client says it by opening anew. */
    public void restart() {
        headerDue = true;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        byte[] document = null;
        try {
            if (message instanceof TextWebSocketFrame text) {
                document = ByteBufUtil.getBytes(text.content());
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
        if (over) {
            return;
        }
        try {
            if (document == null) {
                throw Refusal.tooMuch("a binary message (RFC 7395 §3.1)");
            }
            XmlScanner.checkDocument(document, limits);
            received(ctx, new XmlFrame.Element(document));
        } catch (StreamException e) {
            over = true;
            ctx.fireExceptionCaught(e);
        }
    }

    private void received(ChannelHandlerContext ctx, XmlFrame.Element document) throws StreamException {
        StartTag tag = StartTag.of(document.in());
        if (tag.localName().equals("open") || tag.localName().equals("close")) {
            XmlElement element = XmlParser.parse(document, XmlHeader.NONE);
            if (element.namespace().equals(FRAMING)) {
                framing(ctx, element);
                return;
            }
        }
        if (headerDue) {
            throw Refusal.malformed("an element before <open/>");
        }
        if (!tag.declares(tag.prefix())) {
            throw Refusal.malformed("a message whose element does not declare its namespace (RFC 7395 §3.3.3)");
        }
        ctx.fireChannelRead(document);
    }

    private void framing(ChannelHandlerContext ctx, XmlElement element) throws StreamException {
        if (element.name().equals("open")) {
            if (!headerDue) {
                throw Refusal.malformed("an <open/> within an open stream");
            }
            headerDue = false;
            ctx.fireChannelRead(new XmlFrame.Header(header(element)));
            return;
        }
        over = true;
        element.attribute("see-other-uri").ifPresent(uri -> ctx.fireChannelRead(new XmlFrame.Element(seeOther(uri))));
        ctx.fireChannelRead(new XmlFrame.Close());
    }

    private static byte[] header(XmlElement open) {
        StreamHeader header = new StreamHeader(
                StreamNamespaces.CLIENT,
                open.attribute("from").orElse(null),
                open.attribute("to").orElse(null),
                open.attribute("id").orElse(null),
                open.attribute("version").orElse(null),
                open.attribute("http://www.w3.org/XML/1998/namespace", "lang").orElse(null));
        String xml = header.toXml();
        return xml.substring(xml.indexOf("?>") + 2).getBytes(StandardCharsets.UTF_8);
    }

    /** What a stream over TCP calls so. */
    private static byte[] seeOther(String uri) {
        XmlElement error = XmlElement.named(StreamNamespaces.STREAM, "error")
                .child(XmlElement.named(StreamNamespaces.STREAM_ERRORS, "see-other-host")
                        .text(uri)
                        .build())
                .build();
        return error.toXml().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        boolean tooLong = cause instanceof TooLongFrameException
                || cause instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG);
        if (tooLong && !over) {
            over = true;
            ctx.fireExceptionCaught(Refusal.tooMuch("a stanza is longer than " + limits.maxBytes() + " bytes"));
        } else {
            ctx.fireExceptionCaught(cause);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (!(message instanceof ByteBuf buffer) || !buffer.isReadable()) {
            ctx.write(message, promise);
            return;
        }
        List<byte[]> documents;
        try {
            documents = documents(ByteBufUtil.getBytes(buffer));
        } catch (StreamException e) {
            promise.tryFailure(e);
            return;
        } finally {
            buffer.release();
        }
        if (documents.isEmpty()) {
            // White space means nothing here; and what was called last is done when all before it is.
            ctx.write(Unpooled.EMPTY_BUFFER, promise);
            return;
        }
        for (byte[] document : documents.subList(0, documents.size() - 1)) {
            ctx.write(frame(document));
        }
        ctx.write(frame(documents.get(documents.size() - 1)), promise);
    }

    private static TextWebSocketFrame frame(byte[] document) {
        return new TextWebSocketFrame(Unpooled.wrappedBuffer(document));
    }

    private List<byte[]> documents(byte[] bytes) throws StreamException {
        if (startsWith(bytes, DECLARATION)) {
            outbound.restart();
            headerDue |= role == Role.CLIENT;
        }
        List<byte[]> documents = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            at = outbound.scan(bytes, at, bytes.length);
            for (XmlFrame frame = outbound.poll(); frame != null; frame = outbound.poll()) {
                documents.add(document(frame));
            }
        }
        return documents;
    }

    private byte[] document(XmlFrame frame) throws StreamException {
        if (frame instanceof XmlFrame.Header header) {
            XmlElement element = XmlParser.parseHeader(header.bytes()).element();
            return open(StreamHeader.read(element, StreamNamespaces.CLIENT));
        }
        if (frame instanceof XmlFrame.Element element) {
            byte[] bytes = element.bytes();
            return StartTag.of(bytes).declaring(bytes);
        }
        return ("<close xmlns='" + FRAMING + "'/>").getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] open(StreamHeader header) {
        XmlOutput out = new XmlOutput(USUAL_BYTES).markup("<open xmlns=").value(FRAMING);
        String[] names = {"from", "to", "id", "version", "xml:lang"};
        @Nullable String[] values = {header.from(), header.to(), header.id(), header.version(), header.language()};
        for (int i = 0; i < names.length; i++) {
            String value = values[i];
            if (value != null) {
                out.markup(" ").markup(names[i]).markup("=").value(value);
            }
        }
        return out.markup("/>").toBytes();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}
