package org.xmppra.bench.contestant;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.Jid;
import org.xmppra.XmlElement;
import org.xmppra.bench.Work;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.IqExchange;
import org.xmppra.core.iq.IqRouter;
import org.xmppra.core.iq.IqStatistics;
import org.xmppra.core.iq.PendingRequest;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.iq.RouterSettings;
import org.xmppra.core.net.Route;
import org.xmppra.core.sasl.Secret;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.Mode;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.XmppRuntime;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.session.XmppSessions;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.core.xml.XmlLimits;

/** This project's core, as a client or as a component. All limits and checks are on, as everywhere. */
final class Ours implements Contestant {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Jid peer = Jid.of(Work.PEER);
    private final ExecutorService blocking = Executors.newFixedThreadPool(2);
    private final List<XmppSession> sessions = new ArrayList<>();
    /** What was asked on each session since the last {@link #flush}, by the one thread that does. */
    private final List<List<Runnable>> unsent = new ArrayList<>();

    private final XmppRuntime runtime;

    Ours(Setting setting, boolean component, Runnable handled) throws Exception {
        EventLoopGroup loops = new MultiThreadIoEventLoopGroup(setting.loops(), NioIoHandler.newFactory());
        runtime = new XmppRuntime(loops, blocking, XmlLimits.DEFAULT);
        open(setting, component, handled, setting.sessions());
    }

    /** Opens sessions until there are so many; a hundred at a time, as connecting has its own deadline. */
    void open(Setting setting, boolean component, Runnable handled, int count) throws Exception {
        while (sessions.size() < count) {
            openSome(setting, component, handled, Math.min(count, sessions.size() + 100));
        }
    }

    private void openSome(Setting setting, boolean component, Runnable handled, int count) throws Exception {
        int before = sessions.size();
        for (int i = before; i < count; i++) {
            IqRouter router = new IqRouter(
                    component ? RouterSettings.forComponent() : RouterSettings.client(), new IqStatistics());
            router.register(
                    IqClaim.of(IqType.GET, Work.NAMESPACE, "value"), exchange -> answer(exchange, handled), "bench");
            sessions.add(XmppSessions.open(config(setting, component, i), runtime, router));
            unsent.add(new ArrayList<>());
        }
        for (XmppSession session : sessions.subList(before, count)) {
            session.awaitLive(TIMEOUT);
        }
    }

    private static void answer(IqExchange exchange, Runnable handled) {
        Work.check(exchange.request().payload().text());
        exchange.answer(exchange.request()
                .reply(XmlElement.named(Work.NAMESPACE, "checked").build()));
        handled.run();
    }

    private static SessionConfig config(Setting setting, boolean component, int number) {
        TlsConfig tls = setting.tls()
                ? new TlsConfig(TlsConfig.Use.REQUIRED, new TlsConfig.Trust.PinnedKey(setting.pin()))
                : new TlsConfig(TlsConfig.Use.DISABLED, new TlsConfig.Trust.Platform());
        return new SessionConfig(
                component ? Mode.COMPONENT : Mode.CLIENT,
                component ? Work.component(setting.first() + number) : Work.DOMAIN,
                Route.to(setting.host(), setting.port()),
                component ? null : Work.USER,
                new Secret(Work.PASSWORD),
                new ResourceChoice.ServerAssigned(),
                tls,
                Set.of(),
                false,
                new SessionConfig.Timing(
                        TIMEOUT,
                        Duration.ofSeconds(60),
                        SessionConfig.Reconnect.NEVER,
                        setting.managed() ? Duration.ofSeconds(15) : Duration.ZERO));
    }

    /** Asks who never answers. */
    PendingRequest park(int session) {
        Iq request = Iq.get(Jid.of(Work.SILENT)).query(Work.NAMESPACE).build();
        return sessions.get(session).request(request, Duration.ofMinutes(10), outcome -> {});
    }

    private Iq request() {
        return Iq.get(peer).query(Work.NAMESPACE).build();
    }

    @Override
    public void ask(int session) throws Exception {
        Work.check(sessions.get(session).request(request(), TIMEOUT).payload().text());
    }

    @Override
    public void ask(int session, Runnable done) {
        unsent.get(session).add(done);
    }

    @Override
    public void flush(int session) {
        sessions.get(session).together(() -> unsent.get(session).forEach(done -> send(session, done)));
        unsent.get(session).clear();
    }

    private void send(int session, Runnable done) {
        sessions.get(session).request(request(), TIMEOUT, outcome -> {
            if (!(outcome instanceof RequestOutcome.Answered answered)) {
                throw new IllegalStateException("Not answered: " + outcome);
            }
            Work.check(answered.response().payload().text());
            done.run();
        });
    }

    @Override
    public String version() {
        return "this build";
    }
}
