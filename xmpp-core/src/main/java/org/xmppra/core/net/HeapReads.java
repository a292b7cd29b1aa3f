package org.xmppra.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;

/**
 * Reads into arrays: framing and TLS look at each byte, and would copy them into some. The JDK's own copy from outside the heap
 * is one that a read into Netty's direct buffers only puts off.
 */
final class HeapReads implements RecvByteBufAllocator {
    private final RecvByteBufAllocator sizes = new AdaptiveRecvByteBufAllocator();

    @Override
    @SuppressWarnings("deprecation") // of the Handle that Netty itself still asks for
    public Handle newHandle() {
        return new DelegatingHandle(sizes.newHandle()) {
            @Override
            public ByteBuf allocate(ByteBufAllocator buffers) {
                return buffers.heapBuffer(guess());
            }
        };
    }
}
