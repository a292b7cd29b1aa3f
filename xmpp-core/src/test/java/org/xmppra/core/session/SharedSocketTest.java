package org.xmppra.core.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.xmppra.core.net.OpenSocketChannel;
import org.xmppra.core.session.SharedSocket.Begin;

/** A socket with small buffers, and a peer that reads when the test does. */
@Timeout(30)
@Tag("ST-13")
class SharedSocketTest {
    private static final int SMALL = 8 * 1024;

    private final MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final StringBuilder sent = new StringBuilder();
    private OpenSocketChannel channel;
    private Socket peer;
    private SharedSocket shared;

    @BeforeEach
    void connect() throws IOException {
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(SMALL);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            channel = (OpenSocketChannel) new Bootstrap()
                    .group(loops)
                    .channel(OpenSocketChannel.class)
                    .option(ChannelOption.SO_SNDBUF, SMALL)
                    .handler(new ChannelInboundHandlerAdapter() {
                        @Override
                        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
                            failure.complete(cause);
                        }
                    })
                    .connect(server.getLocalSocketAddress())
                    .syncUninterruptibly()
                    .channel();
            peer = server.accept();
        }
        shared = new SharedSocket(channel);
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        channel.close().syncUninterruptibly();
        loops.shutdownGracefully(0, 10, TimeUnit.SECONDS).syncUninterruptibly();
    }

    private boolean tryBegin() {
        return shared.begin(false) == Begin.YOURS;
    }

    private void send(String text) {
        assertThat(tryBegin()).as("the sender has the turn").isTrue();
        shared.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
        sent.append(text);
        shared.done();
    }

    private void sendUntilTheSocketIsFull() {
        for (int i = 0; !shared.hasRest(); i++) {
            send(("<" + i + ">").repeat(2000));
        }
    }

    private <T> T onLoop(Callable<T> task) {
        return channel.eventLoop().submit(task).syncUninterruptibly().getNow();
    }

    private boolean writeOnLoop(String text) {
        return onLoop(() -> shared.run(() -> {
            channel.writeAndFlush(Unpooled.copiedBuffer(text, US_ASCII));
            sent.append(text);
        }));
    }

    private String received() throws IOException {
        return new String(peer.getInputStream().readNBytes(sent.length()), US_ASCII);
    }

    @Test
    void whatTheSocketDidNotTakeGoesBeforeWhatTheLoopWrites() throws IOException {
        sendUntilTheSocketIsFull();
        assertThat(tryBegin()).as("while a stanza is half written").isFalse();

        assertThat(writeOnLoop("<behind/>")).isTrue();
        assertThat(tryBegin()).as("while the loop has something to write").isFalse();

        assertThat(received()).isEqualTo(sent.toString());
        await().until(channel::hasWrittenAll);
        send("<last/>");
        assertThat(peer.getInputStream().readNBytes(7)).isEqualTo("<last/>".getBytes(US_ASCII));
    }

    @Test
    void lastWordsFollowAStanzaThatIsHalfWritten() throws IOException {
        sendUntilTheSocketIsFull();
        onLoop(() -> {
            shared.end();
            return channel.writeAndFlush(Unpooled.copiedBuffer("</stream:stream>", US_ASCII));
        });
        sent.append("</stream:stream>");
        assertThat(received()).isEqualTo(sent.toString());
    }

    @Test
    void nobodyButTheLoopWritesAfterTheLastWords() throws IOException {
        onLoop(() -> {
            shared.end();
            shared.end();
            return true;
        });
        assertThat(shared.begin(true)).isEqualTo(Begin.THE_LOOPS);
        assertThat(writeOnLoop("<mine/>")).isTrue();
        assertThat(tryBegin()).isFalse();
        assertThat(received()).isEqualTo("<mine/>");
    }

    @Test
    void loopLeavesTheSocketToAThreadThatIsWriting() {
        assertThat(tryBegin()).isTrue();
        assertThat(writeOnLoop("<other/>")).isFalse();
        assertThat(shared.begin(true)).as("a second sender").isEqualTo(Begin.ANOTHER_SENDERS);
        shared.done();
        assertThat(writeOnLoop("<other/>")).isTrue();
    }

    @Test
    void lastWordsWaitForAThreadThatIsWriting() throws Exception {
        assertThat(tryBegin()).isTrue();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        channel.eventLoop().execute(() -> {
            shared.end();
            ended.complete(true);
        });
        await().during(Duration.ofMillis(50)).until(() -> !ended.isDone());
        shared.write(ByteBuffer.wrap("<mine/>".getBytes(US_ASCII)));
        shared.done();
        assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whileTheLoopReadsItWritesAsWellUnlessThereAreMany() {
        onLoop(() -> {
            shared.loopReads(true);
            return true;
        });
        assertThat(tryBegin()).isFalse();
        assertThat(shared.begin(true)).as("for many").isEqualTo(Begin.YOURS);
        shared.done();
        onLoop(() -> {
            shared.loopReads(false);
            return true;
        });
        assertThat(tryBegin()).isTrue();
    }

    /** As when a failed write ends the stream. */
    @Test
    void writingThatLeadsToWritingKeepsTheTurn() throws IOException {
        AtomicBoolean kept = new AtomicBoolean();
        onLoop(() -> shared.run(() -> {
            shared.run(() -> channel.writeAndFlush(Unpooled.copiedBuffer("<inner/>", US_ASCII)));
            kept.set(!tryBegin());
            shared.end();
        }));
        assertThat(kept).isTrue();
        assertThat(tryBegin()).as("after the last words, said within").isFalse();
        sent.append("<inner/>");
        assertThat(received()).isEqualTo("<inner/>");
    }

    /** What is sent is noted in the turn, without any other protection: two at a time would spoil it. */
    @RepeatedTest(10)
    void neverTwoWriteAtATime() throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<String> received = CompletableFuture.supplyAsync(() -> {
            try {
                return new String(peer.getInputStream().readAllBytes(), US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        CountDownLatch sending = new CountDownLatch(1);
        CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> {
            while (!over.get()) {
                if (tryBegin()) {
                    shared.write(ByteBuffer.wrap("<s>".getBytes(US_ASCII)));
                    sent.append("<s>");
                    shared.done();
                    sending.countDown();
                }
            }
        });
        sending.await();
        onLoop(() -> {
            int turns = 0;
            // Trying is where it could go wrong, too.
            for (int i = 0; i < 200_000 || turns < 1_000; i++) {
                boolean run = shared.run(() -> {
                    channel.writeAndFlush(Unpooled.copiedBuffer("<l>", US_ASCII));
                    sent.append("<l>");
                });
                turns += run ? 1 : 0;
            }
            return true;
        });
        over.set(true);
        sender.get(20, TimeUnit.SECONDS);
        onLoop(() -> {
            shared.end();
            return channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        });
        assertThat(received.get(20, TimeUnit.SECONDS))
                .isEqualTo(sent.toString())
                .contains("<l>");
    }

    /** The other one looks again when it is done: nobody else would, as the loop was not woken. */
    @Test
    void stanzaLeftToAnotherSenderIsWrittenByIt() throws Exception {
        OutboundQueue queue = new OutboundQueue(
                channel.eventLoop(), new StreamManagement(new FakeClock()), new WireLog("test"), () -> {});
        onLoop(() -> {
            queue.attach(channel);
            queue.share(shared);
            return true;
        });
        CompletableFuture<Boolean> awake = new CompletableFuture<>();
        channel.eventLoop().execute(awake::join);
        // Too long for the turn in which it is offered, and may be written in the next.
        byte[] other = "<other/>".repeat(SharedSocket.MOST_BYTES / 8).getBytes(US_ASCII);
        try {
            queue.offer(
                    "<mine/>".getBytes(US_ASCII),
                    () -> CompletableFuture.supplyAsync(() -> queue.offer(other, () -> true))
                            .join());
            peer.setSoTimeout(10_000);
            assertThat(peer.getInputStream().readNBytes("<mine/><other/>".length()))
                    .asString(US_ASCII)
                    .isEqualTo("<mine/><other/>");
        } finally {
            awake.complete(true);
        }
    }

    /** A socket in blocking mode would be closed by this. */
    @Test
    void interruptedThreadsWriteAndCloseNothing() throws IOException {
        Thread.currentThread().interrupt();
        try {
            send("<interrupted/>");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(received()).isEqualTo("<interrupted/>");
        assertThat(channel.isActive()).isTrue();
    }

    @Test
    void failureIsTheStreams() throws Exception {
        peer.setSoLinger(true, 0);
        peer.close();
        await().until(() -> {
            if (tryBegin()) {
                shared.write(ByteBuffer.wrap("<lost/>".getBytes(US_ASCII)));
                shared.done();
            }
            return failure.isDone();
        });
        assertThat(failure.get()).isInstanceOf(IOException.class);
    }
}
