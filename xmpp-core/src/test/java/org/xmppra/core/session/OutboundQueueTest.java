package org.xmppra.core.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ST-13")
class OutboundQueueTest {
    private static final int MEGABYTE = 1024 * 1024;

    private final Stream stream = new Stream();
    private final EmbeddedChannel channel = new EmbeddedChannel(stream);
    private final OutboundQueue queue = new OutboundQueue(
            channel.eventLoop(), new StreamManagement(new FakeClock()), new WireLog("test"), () -> {});

    /** Counts flushes, and drains when the socket takes more, as a stream does. */
    private final class Stream extends ChannelDuplexHandler {
        private int flushes;

        @Override
        public void flush(ChannelHandlerContext ctx) {
            flushes++;
            ctx.flush();
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            queue.drain();
        }
    }

    @BeforeEach
    void attach() {
        queue.attach(channel);
        stream.flushes = 0;
    }

    @AfterEach
    void releaseAll() {
        channel.finishAndReleaseAll();
    }

    private boolean offer(String text) {
        return queue.offer(text.getBytes(US_ASCII), () -> true);
    }

    /** What reached the socket, one string a write. */
    private List<String> written() {
        List<String> writes = new ArrayList<>();
        for (ByteBuf write = channel.readOutbound(); write != null; write = channel.readOutbound()) {
            writes.add(write.toString(US_ASCII));
            write.release();
        }
        return writes;
    }

    private void writable(boolean writable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    }

    @Test
    void stanzasLeaveInOrderWithOneFlush() {
        offer("<a/>");
        offer("<b/>");
        offer("<c/>");
        assertThat(written()).isEmpty();
        channel.runPendingTasks();
        assertThat(written()).containsExactly("<a/><b/><c/>");
        assertThat(stream.flushes).isEqualTo(1);
    }

    @Test
    void stanzaThatIsNoLongerWantedIsLeftOut() {
        offer("<a/>");
        queue.offer("<b/>".getBytes(US_ASCII), () -> false);
        offer("<c/>");
        channel.runPendingTasks();
        assertThat(written()).containsExactly("<a/><c/>");
    }

    @Test
    void nothingIsTakenUpBeforeTheSocketTakesIt() {
        List<String> taken = new ArrayList<>();
        writable(false);
        queue.offer("<a/>".getBytes(US_ASCII), () -> taken.add("a"));
        channel.runPendingTasks();
        assertThat(taken).isEmpty();
        assertThat(written()).isEmpty();
        writable(true);
        channel.runPendingTasks();
        assertThat(taken).containsExactly("a");
        assertThat(written()).containsExactly("<a/>");
    }

    @Test
    void stanzaOfferedWhileItDrainsIsWritten() {
        queue.offer("<a/>".getBytes(US_ASCII), () -> offer("<b/>"));
        channel.runPendingTasks();
        assertThat(String.join("", written())).isEqualTo("<a/><b/>");
    }

    @Test
    void whatOneThreadCollectsIsWrittenAtItsEnd() {
        queue.collect();
        offer("<a/>");
        offer("<b/>");
        channel.runPendingTasks();
        assertThat(written()).isEmpty();
        queue.writeCollected();
        channel.runPendingTasks();
        assertThat(written()).containsExactly("<a/><b/>");
        offer("<c/>");
        channel.runPendingTasks();
        assertThat(written()).as("offered after the end").containsExactly("<c/>");
    }

    /** However much one thread sends, it does not fill the queue while the socket would take it. */
    @Test
    void whatIsMuchIsWrittenWhileItIsCollected() {
        queue.collect();
        for (int i = 0; i < 1000; i++) {
            assertThat(offer("x".repeat(20 * 1024))).isTrue();
            channel.runPendingTasks();
        }
        offer("<last/>");
        channel.runPendingTasks();
        assertThat(written()).extracting(String::length).hasSize(1000).containsOnly(20 * 1024);
        queue.writeCollected();
        channel.runPendingTasks();
        assertThat(written()).containsExactly("<last/>");
    }

    @Test
    void othersDoNotWaitForWhoCollects() throws InterruptedException {
        queue.collect();
        offer("<a/>");
        Thread other = new Thread(() -> {
            queue.collect();
            offer("<b/>");
        });
        other.start();
        other.join();
        channel.runPendingTasks();
        assertThat(written()).containsExactly("<a/><b/>");
    }

    @Test
    void batchesAreBounded() {
        String stanza = "x".repeat(40 * 1024);
        offer(stanza);
        offer(stanza);
        offer("y".repeat(200 * 1024));
        offer("<z/>");
        channel.runPendingTasks();
        assertThat(written()).extracting(String::length).containsExactly(40 * 1024, 40 * 1024, 200 * 1024, 4);
    }

    @Test
    void fullQueueRefusesAndTakesAgainWhenItHasDrained() {
        writable(false);
        byte[] big = new byte[MEGABYTE];
        for (int i = 0; i < 4; i++) {
            assertThat(queue.offer(big, () -> true)).isTrue();
        }
        assertThat(queue.offer(new byte[1], () -> true)).isFalse();
        writable(true);
        channel.runPendingTasks();
        assertThat(queue.offer(new byte[1], () -> true)).isTrue();
        channel.runPendingTasks();
        assertThat(written().stream().mapToInt(String::length).sum()).isEqualTo(4 * MEGABYTE + 1);
    }

    @Test
    @Tag("ST-12")
    void nothingIsWrittenOnceItIsClosed() {
        offer("<a/>");
        queue.close();
        channel.runPendingTasks();
        offer("<b/>");
        channel.runPendingTasks();
        queue.drain();
        assertThat(written()).isEmpty();
    }
}
