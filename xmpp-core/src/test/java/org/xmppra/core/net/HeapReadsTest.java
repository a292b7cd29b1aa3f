package org.xmppra.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HeapReadsTest {
    private final HeapReads reads = new HeapReads();

    private ByteBuf read(String text) {
        ByteBuf read = reads.newHandle().allocate(ByteBufAllocator.DEFAULT);
        return read.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void whatWasReadIsKeptAsLongAsItIsHeld() {
        ByteBuf first = read("first");
        ByteBuf second = read("second");
        second.release();
        ByteBuf third = read("third");
        first.release();
        ByteBuf fourth = read("4");

        assertThat(third.toString(StandardCharsets.US_ASCII)).isEqualTo("third");
        assertThat(fourth.toString(StandardCharsets.US_ASCII)).isEqualTo("4");
        third.release();
        fourth.release();
    }

    @Test
    void arrayIsUsedAgainWhenItIsFree() {
        ByteBuf first = read("first");
        byte[] array = first.array();
        first.release();

        ByteBuf next = read("next");

        assertThat(next.array()).isSameAs(array);
        next.release();
    }

    @Test
    void loopsHaveTheirOwn() {
        ByteBuf here = read("here");
        ByteBuf there = CompletableFuture.supplyAsync(() -> read("there")).join();

        assertThat(here.toString(StandardCharsets.US_ASCII)).isEqualTo("here");
        assertThat(there.array()).isNotSameAs(here.array());
        here.release();
        there.release();
    }
}
