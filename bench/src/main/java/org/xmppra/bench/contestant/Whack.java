package org.xmppra.bench.contestant;

import java.util.ArrayList;
import java.util.List;
import org.jivesoftware.whack.ExternalComponentManager;
import org.xmpp.component.Component;
import org.xmpp.component.ComponentManager;
import org.xmpp.component.IQResultListener;
import org.xmpp.packet.IQ;
import org.xmpp.packet.JID;
import org.xmpp.packet.Packet;
import org.xmppra.bench.Work;

/** Whack: components. */
@SuppressWarnings("deprecation") // The one constructor that needs no TLS
final class Whack implements Contestant {
    private static final long TIMEOUT = 30_000;

    private final ExternalComponentManager manager;
    private final List<Part> parts = new ArrayList<>();

    Whack(Setting setting, Runnable handled) throws Exception {
        manager = new ExternalComponentManager(setting.host(), setting.port());
        manager.setDefaultSecretKey(Work.PASSWORD);
        for (int i = 0; i < setting.sessions(); i++) {
            Part part = new Part(Work.component(i), handled);
            manager.addComponent(Work.component(i), part);
            parts.add(part);
        }
    }

    private static IQ request(Part part) {
        IQ request = new IQ(IQ.Type.get);
        request.setTo(Work.PEER);
        request.setFrom(part.getName());
        request.setChildElement("query", Work.NAMESPACE);
        return request;
    }

    @Override
    public void ask(int session) throws Exception {
        Part part = parts.get(session);
        Work.check(manager.query(part, request(part), TIMEOUT).getChildElement().getText());
    }

    @Override
    public void ask(int session, Runnable done) throws Exception {
        Part part = parts.get(session);
        manager.query(part, request(part), new IQResultListener() {
            @Override
            public void receivedAnswer(IQ answer) {
                Work.check(answer.getChildElement().getText());
                done.run();
            }

            @Override
            public void answerTimeout(String id) {
                throw new IllegalStateException("No answer to " + id);
            }
        });
    }

    @Override
    public String version() {
        return "3.1.0";
    }

    /** One component, which answers on the thread that it is called on. */
    private final class Part implements Component {
        private final String address;
        private final Runnable handled;

        Part(String address, Runnable handled) {
            this.address = address;
            this.handled = handled;
        }

        @Override
        public String getName() {
            return address;
        }

        @Override
        public String getDescription() {
            return "benchmark";
        }

        @Override
        public void processPacket(Packet packet) {
            if (packet instanceof IQ request && request.isRequest()) {
                Work.check(request.getChildElement().getText());
                IQ answer = IQ.createResultIQ(request);
                answer.setChildElement("checked", Work.NAMESPACE);
                manager.sendPacket(this, answer);
                handled.run();
            }
        }

        @Override
        public void initialize(JID jid, ComponentManager componentManager) {
            // Nothing to set up.
        }

        @Override
        public void start() {
            // Works as soon as it is connected.
        }

        @Override
        public void shutdown() {
            // Holds nothing.
        }
    }
}
