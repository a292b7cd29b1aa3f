package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.SessionConfig;
import org.xmppra.core.session.SessionConfig.ResourceChoice;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig;
import org.xmppra.testkit.XmppTestServer;
import org.xmppra.testkit.script.Script;

/** A peer that asks and asks, and does not read the answers. */
@Timeout(60)
class BackPressureTest {
    private static final int REQUESTS = 100;
    /** A hundred of them fit into what kernels keep of a connection; a hundred answers are many times that. */
    private static final String QUESTION = "?".repeat(10 * 1024);

    private static final String ANSWER = "!".repeat(200 * 1024);

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    private XmppSession session;

    @BeforeEach
    void answerAtLength() {
        XmlElement answer = XmlElement.named("urn:example", "long").text(ANSWER).build();
        lab.router()
                .register(
                        new IqClaim(Set.of(IqType.GET), "urn:example", null),
                        exchange -> exchange.answer(exchange.request().reply(answer)),
                        "a test");
        session = lab.live();
    }

    private void ask() {
        Script asking = Script.begin();
        for (int i = 0; i < REQUESTS; i++) {
            asking = asking.send("<iq type='get' id='q" + i + "' from='bob@example.org/home'><long xmlns='urn:example'>"
                    + QUESTION + "</long></iq>");
        }
        lab.peer().play(asking).await();
    }

    private Script answers(long count) {
        Script answers = Script.begin();
        for (int i = 0; i < count; i++) {
            answers = answers.expect("<iq type='result' id='q" + i
                    + "' to='bob@example.org/home'><long xmlns='urn:example'>${text" + i + "}</long></iq>");
        }
        return answers;
    }

    /** Waits until it has read all that it is going to read for now. */
    private long received() {
        long[] last = {-1};
        await().atMost(SessionLab.LONG).during(Duration.ofMillis(500)).until(() -> {
            long before = last[0];
            last[0] = lab.counts().requestsReceived();
            return last[0] > 0 && last[0] == before;
        });
        return last[0];
    }

    @Test
    @Tag("ST-13")
    @Tag("RA-27")
    void nothingIsReadWhileItsAnswersAreNotAndNoneOfThemIsLost() {
        ask();
        assertThat(received()).isLessThan(REQUESTS);

        lab.peer().play(answers(REQUESTS)).await();
        assertThat(lab.counts().requestsReceived()).isEqualTo(REQUESTS);
        assertThat(lab.counts().answersDropped()).isZero();
    }

    /** Who closes owes answers to what was read; the rest a server that manages the stream gives back to who asked. */
    @Test
    @Tag("ST-12")
    @Tag("IQ-25")
    void closingWritesTheAnswersThatAreOwedBeforeTheGoodbye() {
        ask();
        long owed = received();
        CompletableFuture<Boolean> closed = lab.call(() -> {
            session.close(Duration.ofMinutes(1));
            return true;
        });

        lab.peer()
                .play(answers(owed)
                        .expect("</stream:stream>")
                        .send("</stream:stream>")
                        .expectEnd())
                .await();
        assertThat(SessionLab.get(closed)).isTrue();
        assertThat(session.pendingRequests()).isZero();
    }

    @Test
    @Tag("ST-12")
    void closingDoesNotWaitForAPeerThatReadsNothing() {
        ask();
        received();
        long before = System.nanoTime();
        session.close(Duration.ofMillis(300));
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(SessionLab.LONG);
    }

    /** The acknowledgement that they wait for comes behind the requests that have been sent meanwhile. */
    @Test
    @Tag("ST-13")
    @Tag("RA-27")
    @Tag("ST-9")
    void answersThatWaitForAnAcknowledgementKeepOnReading() {
        try (XmppTestServer server = XmppTestServer.domain("localhost").user(SessionLab.USER, SessionLab.PASSWORD)) {
            server.start();
            XmppSession asked = lab.connect(managed(server, "desk"));
            XmppSession asking = lab.connect(managed(server, "sofa"));
            List<CompletableFuture<RequestOutcome>> outcomes = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                outcomes.add(
                        lab.ask(asking, Iq.get(asked.jid()).query("urn:example").build(), Duration.ofSeconds(40)));
            }
            await().atMost(Duration.ofSeconds(45)).until(() -> outcomes.stream().allMatch(CompletableFuture::isDone));
            assertThat(outcomes)
                    .allSatisfy(outcome -> assertThat(outcome.join()).isInstanceOf(RequestOutcome.Answered.class));
        }
    }

    private static SessionConfig managed(XmppTestServer server, String resource) {
        return new Configs(server.clientPort())
                .domain("localhost")
                .resource(new ResourceChoice.Exact(resource))
                .startTls(new TlsConfig.Trust.Store(server.certificatePem(), null))
                .build();
    }

    @Test
    @Tag("ST-13")
    @Tag("RA-27")
    void aRequestOfOursKeepsOnReading() {
        ask();
        assertThat(received()).isLessThan(REQUESTS);

        var outcome = lab.ask(
                session, Iq.get(SessionLab.PEER).query("urn:example:mine").build());
        await().atMost(SessionLab.LONG).until(() -> lab.counts().requestsReceived() == REQUESTS);

        lab.peer().play(Script.begin().reset()).await();
        await().until(outcome::isDone);
    }
}
