package org.xmppra.core.net;

import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A TCP channel whose socket can be written to past its pipeline, by a thread that is not its event loop. */
public final class OpenSocketChannel extends NioSocketChannel {
    /** Whether the socket has all that was written through the pipeline. From any thread. */
    public boolean hasWrittenAll() {
        ChannelOutboundBuffer waiting = unsafe().outboundBuffer();
        return waiting != null && waiting.totalPendingWriteBytes() == 0;
    }

    /**
     * Writes as much as the socket takes at once. From any thread, interrupted or not: a socket that does not block is not
     * closed by an interrupt. The caller sees to it that nobody writes meanwhile.
     *
     * @param bytes what to write; what is left in it was not taken
     */
    public void writeNow(ByteBuffer bytes) throws IOException {
        javaChannel().write(bytes);
    }
}
