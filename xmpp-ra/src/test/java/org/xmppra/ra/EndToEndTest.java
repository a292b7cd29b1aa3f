package org.xmppra.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqContext;
import org.xmppra.IqEndpoint;
import org.xmppra.IqErrorException;
import org.xmppra.IqGet;
import org.xmppra.IqListener;
import org.xmppra.IqSet;
import org.xmppra.Jid;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.StanzaErrorException;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnection;
import org.xmppra.XmppConnectionException;
import org.xmppra.XmppConnectionFactory;
import org.xmppra.XmppException;
import org.xmppra.ra.container.ServerTest;

/** The whole way: a sender's handle, the embedded server, an activation, a bean, and back. */
class EndToEndTest extends ServerTest {
    private static final String NOTES = "urn:example:notes";

    @Test
    @Tag("IQ-8")
    @Tag("IQ-24")
    @Tag("RA-20")
    @Tag("RA-21")
    void annotatedMethodsAnswerWhatASenderAsks() throws Exception {
        container.deploy(new Notes(), spec -> {});
        awaitBot();
        try (XmppConnection connection = alice().getConnection()) {
            Iq answer = connection.send(Iq.get(BOT)
                    .payload(XmlElement.named(NOTES, "notes").build())
                    .build());
            assertThat(answer.payload().child("note"))
                    .hasValueSatisfying(note -> assertThat(note.text()).isEqualTo("of alice@localhost"));
            Iq kept = connection.send(Iq.set(BOT)
                    .payload("<note xmlns='" + NOTES + "'>milk</note>")
                    .build());
            assertThat(kept.hasPayload()).isFalse();
            assertThatThrownBy(() -> connection.send(
                            Iq.set(BOT).payload("<note xmlns='" + NOTES + "'/>").build()))
                    .isInstanceOfSatisfying(
                            IqErrorException.class,
                            error -> assertThat(error.condition()).isEqualTo(StanzaErrorCondition.NOT_ACCEPTABLE));
        }
    }

    @Test
    @Tag("RA-21")
    @Tag("RA-13")
    void componentAnswersThroughAListenerAndSendsOnTheSameSession() throws Exception {
        container.deploy(new Echo(), spec -> {
            asComponent(spec);
            spec.setNamespace("urn:example:echo");
            spec.setIqType("get");
        });
        await().until(() -> SERVER.components().contains("echo.localhost"));
        XmppConnectionFactory component = container.connectionFactory(ServerTest::asComponent);
        try (XmppConnection connection = alice().getConnection();
                XmppConnection fromComponent = component.getConnection()) {
            Iq answer = connection.send(Iq.get(Jid.of("anything@echo.localhost/x"))
                    .query("urn:example:echo")
                    .build());
            assertThat(answer.payload().is("urn:example:echo", "query")).isTrue();
            assertThat(answer.from()).contains(Jid.of("anything@echo.localhost/x"));
            assertThat(fromComponent.jid()).isEqualTo(Jid.of("echo.localhost"));
            assertThat(fromComponent
                            .send(Iq.get(connection.jid())
                                    .query("http://jabber.org/protocol/disco#info")
                                    .build())
                            .from())
                    .contains(connection.jid());
            assertThat(SERVER.components()).hasSize(1);
        }
    }

    @Test
    @Tag("IQ-23")
    @Tag("RA-9")
    void killedServerFailsRequestsAndARestartedOneServesBothDirectionsAgain() throws Exception {
        container.deploy(new Notes(), spec -> {});
        awaitBot();
        XmppConnectionFactory alice = container.connectionFactory(it -> {
            asAlice(it);
            it.setResumeWindowSeconds(0);
        });
        Iq ask = Iq.get(BOT).payload(XmlElement.named(NOTES, "notes").build()).build();
        XmppConnection open = alice.getConnection();
        SERVER.kill();
        assertThatThrownBy(() -> open.send(ask)).isInstanceOf(XmppConnectionException.class);
        assertThatThrownBy(alice::getConnection)
                .isInstanceOf(XmppConnectionException.class)
                .hasMessageContaining("No XMPP connection")
                .hasMessageContaining("localhost");
        SERVER.start();
        awaitBot();
        try (XmppConnection again = alice.getConnection()) {
            assertThat(again.send(Iq.get(BOT)
                                    .payload(XmlElement.named(NOTES, "notes").build())
                                    .build())
                            .type())
                    .hasToString("result");
        }
    }

    @Test
    @Tag("RA-9")
    void serverThatIsDownDoesNotFailTheActivation() throws Exception {
        SERVER.stop();
        container.deploy(new Notes(), spec -> {});
        assertThat(container.works().longRunning()).isNotEmpty();
        SERVER.start();
        awaitBot();
    }

    @Test
    @Tag("IQ-16")
    void handlerMayAskWhileItAnswers() throws Exception {
        XmppConnectionFactory own = container.connectionFactory(factory -> factory.setSessionSharing("shared"));
        container.deploy(new Asking(own), spec -> {
            spec.setNamespace("urn:example:ask");
            spec.setMaxConcurrency(1);
        });
        awaitBot();
        try (XmppConnection connection = alice().getConnection()) {
            Iq answer = connection.send(Iq.get(BOT).query("urn:example:ask").build());
            assertThat(answer.payload().text()).isEqualTo("localhost");
        }
        assertThat(SERVER.sessions())
                .as("the asking handler shares its own session")
                .contains(BOT);
    }

    /** Answers by annotated methods. */
    public static class Notes implements IqEndpoint {
        /** Lists notes. */
        @IqGet(namespace = NOTES, element = "notes")
        public XmlElement list(Iq request, IqContext context) {
            return XmlElement.named(NOTES, "notes")
                    .child("note", "of " + context.sender().bare())
                    .build();
        }

        /** Keeps a note. */
        @IqSet(namespace = NOTES, element = "note")
        public void keep(XmlElement note) throws StanzaErrorException {
            if (note.text().isEmpty()) {
                throw new StanzaErrorException(StanzaErrorCondition.NOT_ACCEPTABLE, "A note needs a text");
            }
        }
    }

    /** Answers with the request's own payload. */
    public static class Echo implements IqListener {
        @Override
        public Iq onIq(Iq request) {
            return request.reply(request.payload());
        }
    }

    /** Asks the server before it answers. */
    public static class Asking implements IqListener {
        private final XmppConnectionFactory factory;

        Asking(XmppConnectionFactory factory) {
            this.factory = factory;
        }

        @Override
        public Iq onIq(Iq request) throws XmppException {
            try (XmppConnection connection = factory.getConnection()) {
                Iq answer = connection.send(Iq.get(Jid.of("localhost"))
                        .query("http://jabber.org/protocol/disco#info")
                        .build());
                return request.reply(XmlElement.named("urn:example:ask", "answer")
                        .text(answer.from().map(Jid::toString).orElse("?"))
                        .build());
            }
        }
    }
}
