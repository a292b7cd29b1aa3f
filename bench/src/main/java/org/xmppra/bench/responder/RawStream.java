package org.xmppra.bench.responder;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xmppra.bench.Work;

/**
 * A negotiated stream at raw speed: bytes in, canned answers out, one flush a read. Counts for XEP-0198, answers its
 * requests, and asks for acknowledgements itself every now and then. On its event loop.
 */
final class RawStream extends ChannelInboundHandlerAdapter implements StanzaCutter.Sink {
    private static final int ACKNOWLEDGE_EVERY = 64;
    private static final byte[] IQ = Tag.ascii("iq");
    private static final byte[] TYPE = Tag.ascii("type");
    private static final byte[] ID = Tag.ascii("id");
    private static final byte[] FROM = Tag.ascii("from");
    private static final byte[] TO = Tag.ascii("to");
    private static final byte[] SILENT = Tag.ascii(Work.SILENT);
    private static final byte[] R = Tag.ascii("r");
    private static final byte[] A = Tag.ascii("a");
    private static final byte[] ENABLE = Tag.ascii("enable");
    private static final byte[] RESULT_ID = Tag.ascii("<iq type='result' id='");
    private static final byte[] FROM_VALUE = Tag.ascii("' from='");
    private static final byte[] TO_VALUE = Tag.ascii("' to='");
    private static final byte[] PAYLOAD =
            Tag.ascii("'><value xmlns='" + Work.NAMESPACE + "'>" + Work.VALUE + "</value></iq>");
    private static final byte[] ENABLED = Tag.ascii("<enabled xmlns='urn:xmpp:sm:3' id='bench'/>");
    private static final byte[] REQUEST = Tag.ascii("<r xmlns='urn:xmpp:sm:3'/>");

    private final StanzaCutter cutter = new StanzaCutter();
    private final byte[] contestant;
    private final Asking asking;
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf out;
    private boolean managed;
    private long received;
    private int sinceRequest;

    /** @param contestant the address of the other side */
    RawStream(String contestant, Asking asking) {
        this.contestant = Tag.ascii(contestant);
        this.asking = asking;
    }

    byte[] contestant() {
        return contestant;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        asking.add(this);
    }

    /** Runs a task on the loop, and writes what it leaves. */
    void execute(Consumer<ByteBuf> task) {
        ChannelHandlerContext ctx = Objects.requireNonNull(context);
        ctx.executor().execute(() -> {
            ByteBuf written = ctx.alloc().ioBuffer();
            task.accept(written);
            ctx.writeAndFlush(written, ctx.voidPromise());
        });
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        asking.remove(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (out == null) {
                out = ctx.alloc().ioBuffer(16 * 1024);
            }
            int count = bytes.readableBytes();
            cutter.take(count, (target, at) -> bytes.readBytes(target, at, count), this);
        } finally {
            bytes.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        flush(ctx);
    }

    private void flush(ChannelHandlerContext ctx) {
        ByteBuf answers = out;
        out = null;
        if (answers != null && answers.isReadable()) {
            ctx.writeAndFlush(answers, ctx.voidPromise());
        } else if (answers != null) {
            answers.release();
        }
    }

    @Override
    public void stanza(byte[] bytes, int from, int to) {
        Tag tag = new Tag(bytes, from);
        ByteBuf answers = Objects.requireNonNull(out);
        if (tag.is(IQ)) {
            received++;
            int type = bytes[tag.find(TYPE)];
            if (type == 'g' || type == 's') {
                answer(tag, answers);
            } else {
                asking.answered(this, tag, answers);
            }
            acknowledge(answers);
        } else if (tag.is(R)) {
            answers.writeBytes(Tag.ascii("<a xmlns='urn:xmpp:sm:3' h='" + received + "'/>"));
        } else if (tag.is(ENABLE)) {
            managed = true;
            received = 0;
            answers.writeBytes(ENABLED);
        } else if (!tag.is(A)) {
            received++;
        }
    }

    private void acknowledge(ByteBuf answers) {
        if (managed && ++sinceRequest == ACKNOWLEDGE_EVERY) {
            sinceRequest = 0;
            answers.writeBytes(REQUEST);
        }
    }

    private void answer(Tag request, ByteBuf answers) {
        int to = request.find(TO);
        if (to >= 0 && request.isAt(to, SILENT)) {
            return;
        }
        answers.writeBytes(RESULT_ID);
        copy(request, ID, answers);
        if (to >= 0) {
            answers.writeBytes(FROM_VALUE);
            copy(request, TO, answers);
        }
        answers.writeBytes(TO_VALUE);
        if (request.find(FROM) >= 0) {
            copy(request, FROM, answers);
        } else {
            answers.writeBytes(contestant);
        }
        answers.writeBytes(PAYLOAD);
    }

    private static void copy(Tag tag, byte[] attribute, ByteBuf answers) {
        int start = tag.find(attribute);
        answers.writeBytes(tag.bytes(), start, tag.endOfValue(start) - start);
    }

    /** The number behind the first character of an answer's id. */
    static int number(Tag answer) {
        int at = answer.find(ID) + 1;
        int number = 0;
        while (answer.bytes()[at] >= '0' && answer.bytes()[at] <= '9') {
            number = number * 10 + answer.bytes()[at++] - '0';
        }
        return number;
    }

    @Override
    public void closed() {
        Objects.requireNonNull(out).writeBytes(Tag.ascii("</stream:stream>"));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
