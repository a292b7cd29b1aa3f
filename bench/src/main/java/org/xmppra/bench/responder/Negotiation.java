package org.xmppra.bench.responder;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandler;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.xmppra.XmlElement;
import org.xmppra.bench.Work;
import org.xmppra.core.stream.StreamException;
import org.xmppra.core.stream.StreamNamespaces;
import org.xmppra.core.xml.XmlFrame;
import org.xmppra.core.xml.XmlFramer;
import org.xmppra.core.xml.XmlHeader;
import org.xmppra.core.xml.XmlParser;
import org.xmppra.testkit.sasl.SaslAccounts;
import org.xmppra.testkit.sasl.SaslServerException;
import org.xmppra.testkit.sasl.SaslServerMechanism;

/**
 * What comes before the work: TLS, SCRAM-SHA-1 and binding for clients, the handshake for components. Then the stream's
 * bytes go to a {@link RawStream}.
 */
final class Negotiation extends ChannelInboundHandlerAdapter {
    private static final String FEATURES = "<stream:features>%s</stream:features>";
    private static final String MECHANISM = "SCRAM-SHA-1";
    private static final AtomicLong STREAMS = new AtomicLong();

    private final XmlFramer framer;
    private final SaslAccounts accounts;
    private final Offer offer;
    private final Asking asking;
    private @Nullable XmlHeader header;
    private @Nullable SaslServerMechanism sasl;
    private boolean secure;
    private boolean authenticated;

    Negotiation(XmlFramer framer, SaslAccounts accounts, Offer offer, Asking asking) {
        this.framer = framer;
        this.accounts = accounts;
        this.offer = offer;
        this.asking = asking;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) throws Exception {
        if (message instanceof XmlFrame.Header opened) {
            header = XmlParser.parseHeader(opened.bytes());
            open(ctx, header);
        } else if (message instanceof XmlFrame.Element element && header != null) {
            received(ctx, XmlParser.parse(element, header));
        } else {
            ctx.close();
        }
    }

    private void open(ChannelHandlerContext ctx, XmlHeader opened) {
        String from = opened.attribute("to").orElse(Work.DOMAIN);
        String namespace = offer.component() ? StreamNamespaces.COMPONENT : StreamNamespaces.CLIENT;
        send(
                ctx,
                "<?xml version='1.0'?><stream:stream xmlns='" + namespace + "' xmlns:stream='"
                        + StreamNamespaces.STREAM + "' id='s" + STREAMS.incrementAndGet() + "' from='" + from + "'"
                        + (offer.component() ? ">" : " version='1.0'>" + FEATURES.formatted(features())));
    }

    private String features() {
        if (offer.tls() != null && !secure) {
            return "<starttls xmlns='" + StreamNamespaces.TLS + "'><required/></starttls>";
        }
        return authenticated
                ? "<bind xmlns='" + StreamNamespaces.BIND + "'/>"
                        + (offer.managed() ? "<sm xmlns='urn:xmpp:sm:3'/>" : "")
                : "<mechanisms xmlns='" + StreamNamespaces.SASL + "'><mechanism>" + MECHANISM
                        + "</mechanism></mechanisms>";
    }

    private void received(ChannelHandlerContext ctx, XmlElement element) throws StreamException, SaslServerException {
        switch (element.name()) {
            case "handshake" -> {
                String address = header == null ? "" : header.attribute("to").orElse("");
                begin(ctx, "<handshake/>", address);
            }
            case "starttls" -> startTls(ctx);
            case "auth" -> {
                sasl = accounts.begin(MECHANISM);
                authenticate(ctx, sasl, element);
            }
            case "response" -> {
                if (sasl != null) {
                    authenticate(ctx, sasl, element);
                }
            }
            case "iq" -> bind(ctx, element);
            default -> ctx.close();
        }
    }

    private void startTls(ChannelHandlerContext ctx) throws StreamException {
        SSLContext tls = offer.tls();
        if (tls == null) {
            ctx.close();
            return;
        }
        framer.restartForTls();
        secure = true;
        send(ctx, "<proceed xmlns='" + StreamNamespaces.TLS + "'/>");
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        ctx.pipeline().addFirst(new SslHandler(engine));
    }

    private void authenticate(ChannelHandlerContext ctx, SaslServerMechanism mechanism, XmlElement element)
            throws SaslServerException {
        byte[] answer =
                mechanism.evaluate(Base64.getDecoder().decode(element.text().strip()));
        String name = mechanism.isComplete() ? "success" : "challenge";
        String data = answer == null ? "" : Base64.getEncoder().encodeToString(answer);
        if (mechanism.isComplete()) {
            authenticated = true;
            framer.restart();
        }
        send(ctx, "<" + name + " xmlns='" + StreamNamespaces.SASL + "'>" + data + "</" + name + ">");
    }

    private void bind(ChannelHandlerContext ctx, XmlElement iq) {
        String jid = Work.USER + "@" + Work.DOMAIN + "/r" + STREAMS.get();
        String result = "<iq type='result' id='" + iq.attribute("id").orElseThrow() + "'><bind xmlns='"
                + StreamNamespaces.BIND + "'><jid>" + jid + "</jid></bind></iq>";
        begin(ctx, result, jid);
    }

    private void begin(ChannelHandlerContext ctx, String last, String address) {
        ctx.pipeline().remove(framer);
        ctx.pipeline().replace(this, "raw", new RawStream(address, asking));
        ctx.channel().writeAndFlush(Unpooled.copiedBuffer(last, StandardCharsets.UTF_8));
    }

    private static void send(ChannelHandlerContext ctx, String text) {
        ctx.writeAndFlush(Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        System.err.println("responder: " + cause);
        ctx.close();
    }
}
