package org.xmppra.testkit;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.xmppra.XmlElement;
import org.xmppra.core.stream.StreamError;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamHeader;
import org.xmppra.core.xml.XmlFrame;
import org.xmppra.core.xml.XmlHeader;
import org.xmppra.core.xml.XmlParser;

/** Parses frames and hands them to the stream; every rule broken on the way ends the stream here. Used on the loop only. */
final class FrameHandler extends ChannelInboundHandlerAdapter {
    private static final Logger LOG = System.getLogger(FrameHandler.class.getName());

    private final StreamConnection stream;
    private XmlHeader header = XmlHeader.NONE;

    FrameHandler(StreamConnection stream) {
        this.stream = stream;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (stream.isFrozen()) {
            return;
        }
        try {
            if (message instanceof XmlFrame.Close) {
                stream.closeReceived();
            } else if (!stream.isEnding()) {
                received((XmlFrame) message);
            }
        } catch (StreamException e) {
            stream.fail(e);
        }
    }

    private void received(XmlFrame frame) throws StreamException {
        if (frame instanceof XmlFrame.Header opening) {
            header = XmlParser.parseHeader(opening.bytes());
            stream.header(StreamHeader.read(header.element(), stream.contentNamespace()));
        } else if (frame instanceof XmlFrame.Element whole) {
            XmlElement element = XmlParser.parse(whole, header);
            if (StreamError.isError(element)) {
                stream.errorReceived(StreamError.read(element));
            } else {
                stream.element(element);
            }
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof StreamException broken) {
            stream.fail(broken);
        } else {
            LOG.log(Level.DEBUG, () -> stream + ": connection lost", cause);
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stream.closed();
        context.fireChannelInactive();
    }
}
