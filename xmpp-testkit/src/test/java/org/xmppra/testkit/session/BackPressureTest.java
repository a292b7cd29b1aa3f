package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.xmppra.Iq;
import org.xmppra.IqType;
import org.xmppra.XmlElement;
import org.xmppra.core.iq.IqClaim;
import org.xmppra.core.session.XmppSession;
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

    private Script answers() {
        Script answers = Script.begin();
        for (int i = 0; i < REQUESTS; i++) {
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

        lab.peer().play(answers()).await();
        assertThat(lab.counts().requestsReceived()).isEqualTo(REQUESTS);
        assertThat(lab.counts().answersDropped()).isZero();
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
