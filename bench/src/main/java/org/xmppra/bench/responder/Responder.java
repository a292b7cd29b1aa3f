package org.xmppra.bench.responder;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import jakarta.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.xmppra.bench.Work;
import org.xmppra.core.xml.XmlFramer;
import org.xmppra.core.xml.XmlLimits;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.sasl.SaslAccounts;

/**
 * The process. Says on its output where it listens, then takes commands, a line each: {@code ask <in flight> <stream>
 * [<how many from there>]}, {@code mark}, {@code report}, {@code stop}, {@code quit}. One event loop, as a contestant has another.
 */
public final class Responder {
    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final SaslAccounts accounts = new SaslAccounts();
    private final Asking asking = new Asking();

    private Responder() {
        accounts.put(Work.USER, Work.PASSWORD);
    }

    /** Runs until its input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new Responder().run();
    }

    private void run() throws IOException, InterruptedException {
        TestCertificate certificate =
                TestCertificates.forDomain(Work.DOMAIN).dns(Work.DOMAIN).selfSigned();
        System.out.println(Json.createObjectBuilder()
                .add("plain", listen(new Offer(null, false, false)))
                .add("managed", listen(new Offer(null, true, false)))
                .add("tls", listen(new Offer(certificate.serverContext(), false, false)))
                .add("component", listen(new Offer(null, false, true)))
                .add("pin", certificate.keySha256())
                .build());
        try (BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            String command = commands.readLine();
            while (command != null && !command.equals("quit")) {
                obey(command);
                command = commands.readLine();
            }
        }
        loop.shutdownGracefully();
    }

    private int listen(Offer offer) throws InterruptedException {
        Channel server = new ServerBootstrap()
                .group(loop)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 4096)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        XmlFramer framer = new XmlFramer(XmlLimits.DEFAULT);
                        channel.pipeline().addLast(framer, new Negotiation(framer, accounts, offer, asking));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0)
                .sync()
                .channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private void obey(String command) {
        if (command.startsWith("ask ")) {
            String[] words = command.split(" ", -1);
            asking.start(
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    words.length == 3 ? 1 : Integer.parseInt(words[3]));
        } else if (command.equals("mark")) {
            asking.times().clear();
        } else if (command.equals("stop")) {
            asking.stop();
        } else if (command.equals("report")) {
            System.out.println(Json.createObjectBuilder()
                    .add("count", asking.times().count())
                    .add("p50", asking.times().micros(0.5))
                    .add("p99", asking.times().micros(0.99))
                    .add("p999", asking.times().micros(0.999))
                    .add("streams", asking.streams())
                    .build());
        }
    }
}
