package org.xmppra.core.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

class XmlFramerTest {
    private static final String HEADER =
            "<stream:stream xmlns='jabber:client' xmlns:stream='" + XmlHeader.STREAMS + "'>";

    private final XmlFramer framer = new XmlFramer(XmlLimits.DEFAULT);
    private final List<String> frames = new ArrayList<>();
    private final EmbeddedChannel channel = new EmbeddedChannel(framer);

    @AfterEach
    void close() {
        channel.finishAndReleaseAll();
    }

    @Test
    void framesOfOneReadComeOutInOrder() {
        receive(HEADER + "<a/> <b>x</b></stream:stream>");

        assertThat(inbound()).containsExactly("H" + HEADER, "<a/>", "<b>x</b>", "close");
    }

    @Test
    void endOfEachReadIsToldAfterItsFrames() {
        List<Object> events = new ArrayList<>();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) {
                events.add(message.getClass().getSimpleName());
            }

            @Override
            public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
                events.add(event);
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                events.add("refused");
            }
        });

        receive(HEADER + "<a/><b");
        receive("/>");
        channel.writeInbound("passes through");
        receive("<c/><!-- no -->");

        assertThat(events)
                .containsExactly(
                        "Header",
                        "Element",
                        XmlFramer.READ_DONE,
                        "Element",
                        XmlFramer.READ_DONE,
                        "String",
                        XmlFramer.READ_DONE,
                        "Element",
                        "refused",
                        XmlFramer.READ_DONE);
    }

    @Test
    void framesAreReadWhereverTheirBufferIs() {
        ByteBuf array = Unpooled.copiedBuffer("<no/>" + HEADER + "<a/><no/>", StandardCharsets.UTF_8);
        ByteBuf direct = Unpooled.directBuffer().writeBytes("<no/><b/>".getBytes(StandardCharsets.UTF_8));

        channel.writeInbound(array.slice(5, HEADER.length() + 4), direct.skipBytes(5));

        assertThat(inbound()).containsExactly("H" + HEADER, "<a/>", "<b/>");
    }

    @Test
    void bufferIsReleasedWhenItsFramesAreHandledAndNotBefore() {
        ByteBuf received = Unpooled.copiedBuffer(HEADER + "<a/>", StandardCharsets.UTF_8);
        List<Integer> references = new ArrayList<>();
        onFrame("<a/>", () -> references.add(received.refCnt()));

        channel.writeInbound(received);

        assertThat(references).containsExactly(1);
        assertThat(received.refCnt()).isZero();
    }

    @Test
    void receivedBuffersAreReleased() {
        ByteBuf direct = Unpooled.directBuffer().writeBytes(ByteBufUtil.decodeHexDump("3c"));

        channel.writeInbound(direct);

        assertThat(direct.refCnt()).isZero();
    }

    @Test
    void whatIsNotBytesPassesThrough() {
        channel.writeInbound("event");

        assertThat(channel.<Object>readInbound()).isEqualTo("event");
    }

    @Test
    @Tag("IQ-37")
    void framesBeforeAnErrorAreDeliveredAndNothingAfterIt() {
        StreamException refused =
                catchThrowableOfType(StreamException.class, () -> receive(HEADER + "<a/><!-- no --><b/>"));
        receive("<c/>");

        assertThat(refused.condition()).isEqualTo(StreamErrorCondition.RESTRICTED_XML);
        assertThat(inbound()).containsExactly("H" + HEADER, "<a/>");
    }

    @Test
    @Tag("ST-6")
    void bytesInClearBehindProceedAreFoundAndNeverParsed() {
        AtomicReference<Throwable> refused = onFrame("<proceed/>", framer::restartForTls);

        receive(HEADER + "<proceed/><injected/>");
        receive("<injected/>");

        assertThat(refused.get()).isInstanceOf(StreamException.class);
        assertThat(frames).containsExactly("H" + HEADER, "<proceed/>");
    }

    @Test
    @Tag("ST-6")
    void whiteSpaceInClearBehindProceedIsFoundToo() {
        AtomicReference<Throwable> refused = onFrame("<proceed/>", framer::restartForTls);

        receive(HEADER + "<proceed/>\n");

        assertThat(refused.get()).isInstanceOf(StreamException.class);
    }

    @Test
    @Tag("ST-6")
    void aStreamRestartsWhereNothingFollowsProceed() {
        AtomicReference<Throwable> refused = onFrame("<proceed/>", framer::restartForTls);

        receive(HEADER + "<proceed/>");
        receive("<?xml version='1.0'?>" + HEADER + "<a/>");

        assertThat(refused).hasNullValue();
        assertThat(frames).containsExactly("H" + HEADER, "<proceed/>", "H" + HEADER, "<a/>");
    }

    @Test
    void aRestartedStreamMayFollowInTheSameRead() {
        onFrame("<success/>", framer::restart);

        receive(HEADER + "<success/><?xml version='1.0'?>" + HEADER + "<a/>");

        assertThat(frames).containsExactly("H" + HEADER, "<success/>", "H" + HEADER, "<a/>");
    }

    @Test
    void aHeaderWithoutRestartIsAnUnfinishedElement() {
        receive(HEADER + HEADER + "<a/>");

        assertThat(inbound()).containsExactly("H" + HEADER);
    }

    @Test
    void nothingComesOutOfAFramerThatWasRemoved() {
        onFrame("<a/>", () -> channel.pipeline().remove(framer));

        receive(HEADER + "<a/><b/>");

        assertThat(frames).containsExactly("H" + HEADER, "<a/>");
    }

    @Test
    void aRestartInTheMiddleOfAFrameIsAMistakeOfTheCaller() {
        receive(HEADER + "<a>");

        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(framer::restart);
    }

    private void receive(String text) {
        channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private List<String> inbound() {
        List<String> all = new ArrayList<>();
        for (Object frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            all.add(Wire.show((XmlFrame) frame));
        }
        return all;
    }

    private interface Action {
        void run() throws StreamException;
    }

    private AtomicReference<Throwable> onFrame(String expected, Action action) {
        AtomicReference<Throwable> thrown = new AtomicReference<>();
        channel.pipeline().addLast(new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
                String frame = Wire.show((XmlFrame) message);
                frames.add(frame);
                if (frame.equals(expected)) {
                    action.run();
                }
            }

            @Override
            public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                thrown.set(cause);
            }
        });
        return thrown;
    }
}
