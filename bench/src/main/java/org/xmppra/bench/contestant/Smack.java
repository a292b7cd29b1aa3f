package org.xmppra.bench.contestant;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jivesoftware.smack.ConnectionConfiguration.SecurityMode;
import org.jivesoftware.smack.iqrequest.AbstractIqRequestHandler;
import org.jivesoftware.smack.iqrequest.IQRequestHandler.Mode;
import org.jivesoftware.smack.packet.IQ;
import org.jivesoftware.smack.packet.SimpleIQ;
import org.jivesoftware.smack.packet.XmlEnvironment;
import org.jivesoftware.smack.provider.IqProvider;
import org.jivesoftware.smack.provider.ProviderManager;
import org.jivesoftware.smack.tcp.XMPPTCPConnection;
import org.jivesoftware.smack.tcp.XMPPTCPConnectionConfiguration;
import org.jivesoftware.smack.xml.XmlPullParser;
import org.jxmpp.jid.Jid;
import org.jxmpp.jid.impl.JidCreate;
import org.xmppra.bench.Work;

/** Smack: clients. */
final class Smack implements Contestant {
    private static final int TIMEOUT = 30_000;

    /** Off, as it would be timed: at depth Smack logs with every request. Held, as loggers are held weakly. */
    private static final Logger LOG = Logger.getLogger("org.jivesoftware.smack");

    private final Jid peer = JidCreate.from(Work.PEER);
    private final List<XMPPTCPConnection> connections = new ArrayList<>();

    Smack(Setting setting, Runnable handled) throws Exception {
        LOG.setLevel(Level.OFF);
        ProviderManager.addIQProvider("value", Work.NAMESPACE, new ValueProvider());
        for (int i = 0; i < setting.sessions(); i++) {
            XMPPTCPConnection connection = new XMPPTCPConnection(configuration(setting));
            connection.setReplyTimeout(TIMEOUT);
            connection.setUseStreamManagement(setting.managed());
            connection.setUseStreamManagementResumption(false);
            connection.registerIQRequestHandler(new Handler(handled));
            connection.connect().login();
            connections.add(connection);
        }
    }

    private static XMPPTCPConnectionConfiguration configuration(Setting setting) throws Exception {
        XMPPTCPConnectionConfiguration.Builder builder = XMPPTCPConnectionConfiguration.builder()
                .setXmppDomain(Work.DOMAIN)
                .setHost(setting.host())
                .setPort(setting.port())
                .setUsernameAndPassword(Work.USER, Work.PASSWORD)
                .setSendPresence(false)
                .setCompressionEnabled(false)
                .setSecurityMode(setting.tls() ? SecurityMode.required : SecurityMode.disabled);
        if (setting.tls()) {
            builder.setCustomX509TrustManager(new TrustAll()).setHostnameVerifier((name, session) -> true);
        }
        return builder.build();
    }

    private IQ request() {
        IQ request = new Query();
        request.setTo(peer);
        return request;
    }

    @Override
    public void ask(int session) throws Exception {
        Value value = connections.get(session).sendIqRequestAndWaitForResponse(request());
        Work.check(value.text);
    }

    @Override
    public void ask(int session, Runnable done) {
        connections
                .get(session)
                .sendIqRequestAsync(request())
                .onSuccess(answer -> {
                    Work.check(((Value) answer).text);
                    done.run();
                })
                .onError(Throwable::printStackTrace);
    }

    @Override
    public String version() {
        return org.jivesoftware.smack.Smack.getVersion();
    }

    private static final class Query extends SimpleIQ {
        Query() {
            super("query", Work.NAMESPACE);
            setType(Type.get);
        }
    }

    private static final class Checked extends SimpleIQ {
        Checked() {
            super("checked", Work.NAMESPACE);
        }
    }

    private static final class Value extends IQ {
        private final String text;

        Value(String text) {
            super("value", Work.NAMESPACE);
            this.text = text;
        }

        @Override
        protected IQChildElementXmlStringBuilder getIQChildElementBuilder(IQChildElementXmlStringBuilder xml) {
            xml.rightAngleBracket();
            xml.text(text);
            return xml;
        }
    }

    private static final class ValueProvider extends IqProvider<Value> {
        @Override
        public Value parse(
                XmlPullParser parser,
                int initialDepth,
                org.jivesoftware.smack.packet.IqData data,
                XmlEnvironment environment)
                throws org.jivesoftware.smack.xml.XmlPullParserException, java.io.IOException {
            return new Value(parser.nextText());
        }
    }

    private static final class Handler extends AbstractIqRequestHandler {
        private final Runnable handled;

        Handler(Runnable handled) {
            super("value", Work.NAMESPACE, IQ.Type.get, Mode.sync);
            this.handled = handled;
        }

        @Override
        public IQ handleIQRequest(IQ request) {
            Work.check(((Value) request).text);
            IQ answer = new Checked();
            answer.setType(IQ.Type.result);
            answer.setStanzaId(request.getStanzaId());
            answer.setTo(request.getFrom());
            handled.run();
            return answer;
        }
    }
}
