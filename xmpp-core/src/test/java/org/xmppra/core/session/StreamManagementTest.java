package org.xmppra.core.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.management.ManagementElement.Ack;
import org.xmppra.core.management.ManagementElement.AckRequest;
import org.xmppra.core.management.ManagementElement.Enabled;
import org.xmppra.core.management.ManagementElement.Failed;
import org.xmppra.core.stream.StreamException;

/** What is asked and told between stanzas, and how a queue goes from one stream to the next. */
@Tag("ST-9")
class StreamManagementTest {
    private static final String R = "<r xmlns='urn:xmpp:sm:3'/>";
    private static final int MEGABYTE = 1024 * 1024;

    private final FakeClock clock = new FakeClock();
    private final StreamManagement management = new StreamManagement(clock);
    private final List<String> told = new ArrayList<>();
    private int flushes;
    private EmbeddedChannel channel = channel();
    private final OutboundQueue queue =
            new OutboundQueue(channel.eventLoop(), management, new WireLog("test"), () -> {});

    private EmbeddedChannel channel() {
        return new EmbeddedChannel(new ChannelDuplexHandler() {
            @Override
            public void flush(ChannelHandlerContext ctx) {
                flushes++;
                ctx.flush();
            }

            @Override
            public void channelWritabilityChanged(ChannelHandlerContext ctx) {
                queue.drain();
            }
        });
    }

    @BeforeEach
    void enable() throws StreamException {
        management.drainWith(queue::drainSoon);
        management.enable(Duration.ofMinutes(5));
        management.received(new Enabled("id", Duration.ofMinutes(5), null));
        queue.attach(channel);
        written();
    }

    @AfterEach
    void releaseAll() {
        channel.finishAndReleaseAll();
    }

    private record Told(String name, List<String> told) implements Outbound {
        @Override
        public boolean takeUp() {
            return told.add("taken " + name);
        }

        @Override
        public void acknowledged() {
            told.add("acknowledged " + name);
        }

        @Override
        public void dropped() {
            told.add("dropped " + name);
        }
    }

    private void send(String name) {
        queue.offer(("<" + name + "/>").getBytes(US_ASCII), new Told(name, told));
    }

    private void send(int count) {
        for (int i = 0; i < count; i++) {
            queue.offer("<x/>".getBytes(US_ASCII), Outbound.PLAIN);
        }
    }

    /** What has reached the socket since the last time. */
    private String written() {
        channel.runPendingTasks();
        StringBuilder text = new StringBuilder();
        for (ByteBuf write = channel.readOutbound(); write != null; write = channel.readOutbound()) {
            text.append(write.toString(US_ASCII));
            write.release();
        }
        return text.toString();
    }

    private int requests() {
        return written().split(R, -1).length - 1;
    }

    @Test
    void acknowledgementIsAskedForOncePerFlushAndNotAgainBeforeItHasCome() throws StreamException {
        send(63);
        assertThat(requests()).isZero();
        flushes = 0;
        send(1_000);
        assertThat(requests()).isEqualTo(1);
        assertThat(flushes).isEqualTo(1);
        send(100);
        assertThat(requests()).isZero();
        management.received(new Ack(1_063));
        send(64);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void largeStanzasAreAskedForByTheirSize() {
        queue.offer(new byte[65_536], Outbound.PLAIN);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void fewStanzasAreAskedForWhenTheSessionIsIdle() throws StreamException {
        send("a");
        assertThat(written()).isEqualTo("<a/>");
        clock.pass(Duration.ofSeconds(5));
        assertThat(written()).isEqualTo(R);
        management.received(new Ack(1));
        clock.pass(Duration.ofMinutes(5));
        assertThat(written()).isEmpty();
        assertThat(told).containsExactly("taken a", "acknowledged a");
    }

    @Test
    void whatIsSentBehindARequestIsAskedForLater() throws StreamException {
        send("a");
        clock.pass(Duration.ofSeconds(5));
        send("b");
        written();
        management.received(new Ack(1));
        clock.pass(Duration.ofSeconds(5));
        assertThat(written()).isEqualTo(R);
    }

    @Test
    void requestsOfTheServerInOneReadAreAnsweredOnce() throws StreamException {
        management.received();
        management.received(new AckRequest());
        management.received();
        management.received(new AckRequest());
        assertThat(written()).isEqualTo("<a xmlns='urn:xmpp:sm:3' h='2'/>");
        assertThat(written()).isEmpty();
    }

    @Test
    @Tag("ST-13")
    void serverThatAcknowledgesNothingGetsABoundedNumberOfBytes() throws StreamException {
        for (int i = 0; i < 4; i++) {
            queue.offer(new byte[MEGABYTE], Outbound.PLAIN);
        }
        assertThat(written().length()).isEqualTo(4 * MEGABYTE + R.length());
        send("a");
        assertThat(written()).isEmpty();
        management.received(new Ack(1));
        assertThat(written()).isEqualTo("<a/>" + R);
    }

    @Test
    @Tag("ST-12")
    @Tag("IQ-25")
    void whatWaitsForAnAcknowledgementIsWrittenAtTheEnd() {
        for (int i = 0; i < 4; i++) {
            queue.offer(new byte[MEGABYTE], Outbound.PLAIN);
        }
        written();
        send("a");
        assertThat(written()).isEmpty();
        queue.finish();
        assertThat(written()).contains("<a/>");
    }

    /** A peer may ask as soon as the address is bound: what comes before {@code <enabled/>} the server has not counted. */
    @Test
    @Tag("ST-9")
    void stanzasBeforeTheServerHasBegunToCountAreNotCounted() throws StreamException {
        StreamManagement asked = new StreamManagement(clock);
        asked.enable(Duration.ofMinutes(5));
        asked.received();
        asked.received(new Enabled("id", null, null));
        assertThat(asked.handled()).isZero();
        asked.received();
        assertThat(asked.handled()).isEqualTo(1);
    }

    @Test
    void refusalEndsTheCounting() throws StreamException {
        StreamManagement refused = new StreamManagement(clock);
        refused.enable(Duration.ofMinutes(5));
        refused.received(new Failed(null, "unexpected-request"));
        assertThat(refused.isOn()).isFalse();
        assertThat(refused.resumable()).isZero();
        assertThatThrownBy(() -> refused.received(new Ack(0))).isInstanceOf(StreamException.class);
    }

    @Test
    void refusalSetsFreeWhatWaitedForAcknowledgements() throws StreamException {
        management.enable(Duration.ofMinutes(5));
        for (int i = 0; i < 4; i++) {
            queue.offer(new byte[MEGABYTE], Outbound.PLAIN);
        }
        assertThat(written().length()).isEqualTo(4 * MEGABYTE);
        send("a");
        assertThat(written()).isEmpty();
        management.received(new Failed(null, "unexpected-request"));
        assertThat(written()).isEqualTo("<a/>");
    }

    @Test
    void unexpectedElementsEndTheStream() {
        assertThatThrownBy(() -> management.received(new Enabled("other", null, null)))
                .isInstanceOf(StreamException.class);
        assertThatThrownBy(() -> management.received(new Failed(null, "x"))).isInstanceOf(StreamException.class);
        assertThatThrownBy(() -> new StreamManagement(clock).received(new AckRequest()))
                .isInstanceOf(StreamException.class);
    }

    @Test
    void afterAResumptionTheUnacknowledgedGoInOrderBeforeTheNew() throws StreamException {
        send("a");
        send("b");
        send("c");
        written();
        queue.detach();
        send("d");
        assertThat(written()).isEmpty();
        EmbeddedChannel lost = channel;
        channel = channel();
        queue.again(management.resumed(1));
        queue.attach(channel);
        assertThat(written()).isEqualTo("<b/><c/><d/>");
        lost.runPendingTasks();
        assertThat(written()).isEmpty();
        assertThat(told).containsExactly("taken a", "taken b", "taken c", "acknowledged a", "taken d");
        management.received(new Ack(4));
        assertThat(told).endsWith("acknowledged b", "acknowledged c", "acknowledged d");
    }

    /** The second stream takes the first of them only. */
    @Test
    void streamLostWhileItIsSentAgainLosesNothing() throws StreamException {
        byte[] first = new byte[MEGABYTE];
        queue.offer(first, Outbound.PLAIN);
        send("b");
        written();
        queue.detach();
        channel.finishAndReleaseAll();
        channel = channel();
        queue.again(management.resumed(0));
        queue.attach(channel);
        queue.detach();
        queue.again(management.resumed(0));
        channel.finishAndReleaseAll();
        channel = channel();
        send("c");
        queue.attach(channel);
        assertThat(written().replace(R, "")).isEqualTo(new String(first, US_ASCII) + "<b/><c/>");
    }

    @Test
    void whatNeverLeftIsToldWhenTheSessionDies() {
        send("a");
        written();
        queue.detach();
        send("b");
        queue.close();
        send("c");
        written();
        assertThat(told).containsExactly("taken a", "dropped b", "dropped c");
    }
}
