package org.xmppra.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.FastThreadLocal;

/**
 * Reads into arrays: framing and TLS look at each byte, and would copy them into some. The JDK's own copy from outside the heap
 * is one that a read into Netty's direct buffers only puts off.
 *
 * <p>A loop reads for one channel at a time, and nearly always what it has read is done with before it reads again: it uses
 * the same array then.
 */
final class HeapReads implements RecvByteBufAllocator {
    private static final int LOOPS_BYTES = 64 * 1024;
    private static final FastThreadLocal<ByteBuf> LOOPS = new FastThreadLocal<>() {
        @Override
        protected ByteBuf initialValue() {
            return Unpooled.wrappedBuffer(new byte[LOOPS_BYTES]);
        }
    };

    private final RecvByteBufAllocator sizes = new AdaptiveRecvByteBufAllocator();

    @Override
    @SuppressWarnings("deprecation") // of the Handle that Netty itself still asks for
    public Handle newHandle() {
        return new DelegatingHandle(sizes.newHandle()) {
            @Override
            public ByteBuf allocate(ByteBufAllocator buffers) {
                ByteBuf loops = LOOPS.get();
                boolean isFree = loops.refCnt() == 1;
                return isFree ? loops.clear().retain() : buffers.heapBuffer(guess());
            }
        };
    }
}
