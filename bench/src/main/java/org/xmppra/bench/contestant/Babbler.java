package org.xmppra.bench.contestant;

import java.security.KeyManagementException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.xml.bind.annotation.XmlRootElement;
import javax.xml.bind.annotation.XmlValue;
import org.xmppra.bench.Work;
import rocks.xmpp.addr.Jid;
import rocks.xmpp.core.net.ChannelEncryption;
import rocks.xmpp.core.session.Extension;
import rocks.xmpp.core.session.ReconnectionStrategy;
import rocks.xmpp.core.session.TcpConnectionConfiguration;
import rocks.xmpp.core.session.XmppClient;
import rocks.xmpp.core.session.XmppSessionConfiguration;
import rocks.xmpp.core.stanza.model.IQ;
import rocks.xmpp.im.roster.RosterManager;

/** Babbler (XMPP.rocks): clients. */
@SuppressWarnings("deprecation") // 0.8 has no other TCP connection than the one it deprecates
final class Babbler implements Contestant {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final Jid peer = Jid.of(Work.PEER);
    private final List<XmppClient> clients = new ArrayList<>();

    Babbler(Setting setting, Runnable handled) throws Exception {
        for (int i = 0; i < setting.sessions(); i++) {
            XmppSessionConfiguration configuration = XmppSessionConfiguration.builder()
                    .extensions(Extension.of(Query.class, Value.class, Checked.class))
                    .defaultResponseTimeout(TIMEOUT)
                    .initialPresence(null)
                    .reconnectionStrategy(ReconnectionStrategy.none())
                    .build();
            XmppClient client = XmppClient.create(Work.DOMAIN, configuration, connection(setting));
            client.addIQHandler(Value.class, request -> {
                Work.check(request.getExtension(Value.class).text);
                handled.run();
                return request.createResult(new Checked());
            });
            client.getManager(RosterManager.class).setRetrieveRosterOnLogin(false);
            client.connect();
            client.login(Work.USER, Work.PASSWORD);
            clients.add(client);
        }
    }

    private static TcpConnectionConfiguration connection(Setting setting) throws Exception {
        TcpConnectionConfiguration.Builder builder = TcpConnectionConfiguration.builder()
                .hostname(setting.host())
                .port(setting.port())
                .channelEncryption(setting.tls() ? ChannelEncryption.REQUIRED : ChannelEncryption.DISABLED);
        if (setting.tls()) {
            builder.sslContext(trustAll()).hostnameVerifier((name, session) -> true);
        }
        return builder.build();
    }

    private static SSLContext trustAll() throws NoSuchAlgorithmException, KeyManagementException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, new SecureRandom());
        return context;
    }

    private IQ request() {
        return IQ.get(peer, new Query());
    }

    @Override
    public void ask(int session) throws Exception {
        IQ answer = clients.get(session).query(request()).getResult();
        Work.check(answer.getExtension(Value.class).text);
    }

    @Override
    public void ask(int session, Runnable done) {
        clients.get(session).query(request()).whenComplete((answer, failure) -> {
            if (failure != null) {
                throw new IllegalStateException(failure);
            }
            Work.check(answer.getExtension(Value.class).text);
            done.run();
        });
    }

    @Override
    public String version() {
        return "0.8.2";
    }

    /** The request's payload. */
    @XmlRootElement(name = "query", namespace = Work.NAMESPACE)
    public static final class Query {}

    /** The payload that is read. */
    @XmlRootElement(name = "value", namespace = Work.NAMESPACE)
    public static final class Value {
        @XmlValue
        private String text = "";
    }

    /** The answer's payload. */
    @XmlRootElement(name = "checked", namespace = Work.NAMESPACE)
    public static final class Checked {}
}
