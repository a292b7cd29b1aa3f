package org.xmppra.testkit.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;
import static org.xmppra.testkit.session.SessionLab.LONG;
import static org.xmppra.testkit.session.SessionLab.get;
import static org.xmppra.testkit.session.SessionLab.login;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.XmppException;
import org.xmppra.core.iq.RequestOutcome;
import org.xmppra.core.session.SessionState;
import org.xmppra.core.session.XmppSession;
import org.xmppra.core.tls.TlsConfig.Trust;
import org.xmppra.testkit.TestCertificate;
import org.xmppra.testkit.TestCertificates;
import org.xmppra.testkit.script.Script;

/** Who sends while the loop sleeps writes without it. */
@Timeout(60)
class SenderWritesTest {
    private static final int SENDERS = 4;

    @RegisterExtension
    final SessionLab lab = new SessionLab();

    /**
     * Sends while no loop can do anything.
     *
     * @param meanwhile what the peer plays, to its end, before the loops go on
     */
    private <T> T whileLoopsSleep(Script meanwhile, Supplier<T> sending) throws InterruptedException {
        CountDownLatch asleep = new CountDownLatch(2);
        CompletableFuture<Boolean> awake = new CompletableFuture<>();
        lab.runtime()
                .loops()
                .forEach(loop -> loop.execute(() -> {
                    asleep.countDown();
                    awake.join();
                }));
        asleep.await();
        try {
            T sent = sending.get();
            lab.peer().play(meanwhile).await();
            return sent;
        } finally {
            awake.complete(true);
        }
    }

    private static Script answered(String... ids) {
        Script script = Script.begin();
        for (String id : ids) {
            script = script.expect("<iq type='get' id='" + id
                            + "' to='bob@example.org/home'><query xmlns='urn:example'/></iq>")
                    .send("<iq type='result' id='" + id + "' from='bob@example.org/home'/>");
        }
        return script;
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
    }

    @Test
    @Tag("ST-13")
    void requestIsWrittenWhileTheLoopSleeps() throws InterruptedException {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome = whileLoopsSleep(answered("q1"), () -> lab.ask(session, get("q1")));
        assertThat(SessionLab.get(outcome)).isInstanceOf(RequestOutcome.Answered.class);
    }

    @Test
    @Tag("ST-13")
    @Tag("IQ-21")
    void senderThatIsInterruptedDoesNotHarmTheStream() throws InterruptedException {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome = whileLoopsSleep(answered("q1"), () -> {
            Thread.currentThread().interrupt();
            try {
                return lab.ask(session, get("q1"));
            } finally {
                assertThat(Thread.interrupted()).isTrue();
            }
        });
        assertThat(SessionLab.get(outcome)).isInstanceOf(RequestOutcome.Answered.class);
        assertThat(session.state()).isEqualTo(SessionState.LIVE);
    }

    @Test
    @Tag("ST-13")
    void whatIsSentTogetherIsWrittenAtItsEnd() throws InterruptedException {
        XmppSession session = lab.live();
        List<CompletableFuture<RequestOutcome>> outcomes = whileLoopsSleep(answered("q0", "q1"), () -> {
            List<CompletableFuture<RequestOutcome>> asked = new ArrayList<>();
            session.together(() -> ids("q", 2).forEach(id -> asked.add(lab.ask(session, get(id)))));
            return asked;
        });
        assertThat(outcomes).hasSize(2).allMatch(outcome -> SessionLab.get(outcome) instanceof RequestOutcome.Answered);
    }

    /** Kept back it would wait for itself. */
    @Test
    @Tag("ST-13")
    @Tag("IQ-9")
    void blockingRequestIsNotKeptBackWithTheOthers() {
        XmppSession session = lab.live();
        lab.peer().play(answered("q1", "q2"));
        List<Object> ends = new ArrayList<>();
        session.together(() -> {
            CompletableFuture<RequestOutcome> first = lab.ask(session, get("q1"));
            try {
                ends.add(session.request(get("q2"), LONG).id());
            } catch (XmppException e) {
                ends.add(e);
            }
            ends.add(first.join().getClass());
        });
        assertThat(ends).containsExactly("q2", RequestOutcome.Answered.class);
    }

    @Test
    @Tag("IQ-10")
    void whatThrowsAmongThemKeepsNothingBack() {
        XmppSession session = lab.live();
        lab.peer().play(answered("q1", "q2"));
        List<CompletableFuture<RequestOutcome>> outcomes = new ArrayList<>();
        assertThatThrownBy(() -> session.together(() -> {
                    outcomes.add(lab.ask(session, get("q1")));
                    session.request(get("q1"), LONG, outcome -> {});
                }))
                .isInstanceOf(IllegalArgumentException.class);
        outcomes.add(lab.ask(session, get("q2")));
        assertThat(outcomes).allMatch(outcome -> SessionLab.get(outcome) instanceof RequestOutcome.Answered);
    }

    /** Bytes that go past the pipeline would go past TLS. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @Tag("ST-4")
    void underTlsTheLoopWrites(boolean direct) {
        TestCertificate certificate =
                TestCertificates.forDomain(SessionLab.DOMAIN).selfSigned();
        Trust pinned = new Trust.PinnedKey(certificate.keySha256());
        SSLContext context = certificate.serverContext();
        XmppSession session = direct
                ? lab.live(
                        lab.config().directTls(pinned).build(),
                        login().directTls(context).loggedIn())
                : lab.live(
                        lab.config().startTls(pinned).build(),
                        login().startTls(context).loggedIn());
        lab.peer().play(answered("q1"));
        assertThat(SessionLab.get(lab.ask(session, get("q1")))).isInstanceOf(RequestOutcome.Answered.class);
    }

    /** The mark that a request was written decides what its caller is told of a loss. */
    @Test
    @Tag("IQ-13")
    void whatASenderWroteHasAnUnknownFateWhenTheStreamIsLost() throws InterruptedException {
        XmppSession session = lab.live();
        CompletableFuture<RequestOutcome> outcome =
                whileLoopsSleep(Script.begin().expect("<iq id='q1'/>").reset(), () -> lab.ask(session, get("q1")));
        assertThat(SessionLab.get(outcome))
                .asInstanceOf(type(RequestOutcome.ConnectionLost.class))
                .extracting(lost -> lost.cause().deliveryStatus())
                .isEqualTo(DeliveryStatus.SENT_FATE_UNKNOWN);
    }

    @Test
    @Tag("ST-13")
    void stanzasOfManySendersArriveWholeAndThoseOfEachInOrder() {
        int each = 200;
        List<String> received = new CopyOnWriteArrayList<>();
        XmppSession session = lab.live();
        lab.peer().play(Script.begin().repeat(SENDERS * each, Script.begin().then(wire -> {
            String id = wire.nextElement().getAttribute("id");
            received.add(id);
            wire.send("<iq type='result' id='" + id + "' from='bob@example.org/home'/>");
        })));
        List<CompletableFuture<List<String>>> senders = new ArrayList<>();
        List<CompletableFuture<RequestOutcome>> outcomes = new CopyOnWriteArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            List<String> ids = ids("s" + i + "-", each);
            senders.add(lab.call(() -> {
                ids.forEach(id -> outcomes.add(lab.ask(session, get(id))));
                return ids;
            }));
        }
        for (CompletableFuture<List<String>> sender : senders) {
            List<String> ids = SessionLab.get(sender);
            await().atMost(LONG)
                    .untilAsserted(() ->
                            assertThat(received.stream().filter(ids::contains)).containsExactlyElementsOf(ids));
        }
        assertThat(outcomes)
                .hasSize(SENDERS * each)
                .allMatch(outcome -> outcome.join() instanceof RequestOutcome.Answered);
        lab.peer().await();
    }

    @RepeatedTest(10)
    @Tag("ST-12")
    @Tag("IQ-23")
    void goodbyeInTheMidstOfSendersIsTheLastWord() {
        XmppSession session = lab.live();
        lab.peer()
                .play(Script.begin()
                        .expectMatch("\\A(?<sent>.*)</stream:stream>")
                        .send("</stream:stream>")
                        .expectEnd());
        CountDownLatch sending = new CountDownLatch(SENDERS);
        List<CompletableFuture<Boolean>> senders = new ArrayList<>();
        for (int sender = 0; sender < SENDERS; sender++) {
            senders.add(lab.call(() -> {
                for (int i = 0; i < 100 && session.state() == SessionState.LIVE; i++) {
                    lab.ask(
                            session,
                            Iq.get(SessionLab.PEER).query("urn:example").build());
                    sending.countDown();
                }
                return true;
            }));
        }
        SessionLab.get(lab.call(() -> {
            sending.await();
            session.close(LONG);
            return true;
        }));
        assertThat(senders).allMatch(SessionLab::get);
        lab.peer().await();
        assertThat(lab.peer().captured("sent"))
                .matches("(<iq type='get' id='[^'<>]+' to='bob@example.org/home'><query xmlns='urn:example'/></iq>)+");
        String transcript = lab.peer().transcript();
        assertThat(transcript.substring(transcript.lastIndexOf("</stream:stream>")))
                .doesNotContain("<iq");
    }
}
