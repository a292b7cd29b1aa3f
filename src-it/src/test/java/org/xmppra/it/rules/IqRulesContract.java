package org.xmppra.it.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmppra.it.peers.SeenIq;

/** Every row of the answer table as a foreign client sees it. */
abstract class IqRulesContract extends RulesLab {
    @Test
    @Tag("IQ-25")
    void anUnknownNamespaceIsServiceUnavailable() {
        assertError(get("<query xmlns='urn:example:nobody'/>"), "service-unavailable", "cancel");
    }

    @Test
    @Tag("IQ-24")
    @Tag("IQ-25")
    void aKnownNamespaceWithAnotherTypeOrElementIsFeatureNotImplemented() {
        assertError(set("<object xmlns='urn:example:answers'/>"), "feature-not-implemented", "cancel");
        assertError(get("<unheard-of xmlns='urn:example:answers'/>"), "feature-not-implemented", "cancel");
    }

    /**
     * Prosody and the embedded server refuse these themselves; ejabberd lets a wrong number of children pass, and the adapter
     * refuses them. The client sees one answer either way.
     */
    @ParameterizedTest
    @CsvSource({
        "get, two, <a xmlns='urn:example:a'/><b xmlns='urn:example:b'/>",
        "set, none, ''",
        "unheard-of, type, <a xmlns='urn:example:a'/>"
    })
    @Tag("IQ-25")
    void aMalformedRequestIsABadRequest(String type, String id, String payload) {
        send(type, id, payload);
        assertError(awaitOneAnswer(id), "bad-request", "modify");
    }

    @Test
    @Tag("IQ-25")
    @Tag("IQ-34")
    void aPayloadThatDoesNotFitTheClassIsABadRequestThatNamesThePathOnly() {
        SeenIq answer = set("<order xmlns='urn:example:orders' quantity='eleventy'><article>nails</article></order>");
        assertError(answer, "bad-request", "modify");
        assertThat(answer.text()).contains("order");
        assertThat(answer.xml()).doesNotContain("eleventy");
    }

    @Test
    @Tag("IQ-25")
    void aPayloadThatViolatesItsConstraintsIsABadRequestThatNamesThePathOnly() {
        SeenIq tooMany = set("<order xmlns='urn:example:orders' quantity='4711'><article>nails</article></order>");
        assertError(tooMany, "bad-request", "modify");
        assertThat(tooMany.text()).contains("quantity");
        assertThat(tooMany.xml()).doesNotContain("4711");
        SeenIq nothing = set("<order xmlns='urn:example:orders' quantity='1'/>");
        assertError(nothing, "bad-request", "modify");
        assertThat(nothing.text()).contains("article");
        assertThat(set("<order xmlns='urn:example:orders' quantity='1'><article>nails</article></order>")
                        .type())
                .isEqualTo("result");
    }

    @Test
    @Tag("IQ-25")
    void aSenderWhoIsNotAllowedIsForbidden() {
        assertError(get("<query xmlns='urn:example:guarded'/>"), "forbidden", "auth");
    }

    @Test
    @Tag("IQ-25")
    @Tag("RA-27")
    void aFullQueueIsAResourceConstraintAndThoseInItAreServed() {
        send("get", "running", "<query xmlns='urn:example:slow'/>");
        awaitAtGate("slow");
        send("get", "queued", "<query xmlns='urn:example:slow'/>");
        assertError(get("<query xmlns='urn:example:slow'/>"), "resource-constraint", "wait");
        openGate("slow", 2);
        assertEmptyResult(awaitOneAnswer("running"));
        assertEmptyResult(awaitOneAnswer("queued"));
    }

    @ParameterizedTest
    @CsvSource({"refuse", "refuse-and-roll-back"})
    @Tag("IQ-4")
    @Tag("IQ-25")
    @Tag("RA-25")
    void whatABeanRefusesIsAnsweredExactlyAsItSays(String element) {
        SeenIq answer = get("<" + element + " xmlns='urn:example:answers' mine='yes'/>");
        assertError(answer, "not-allowed", "modify");
        assertThat(answer.text()).isEqualTo("Nicht so");
        assertThat(answer.xml())
                .contains("xml:lang=\"de\"")
                .containsPattern("<closed [^>]*xmlns=\"urn:example:shop\"|<closed xmlns=\"urn:example:shop\"")
                .contains("until=\"Monday\"");
        assertThat(answer.payload()).contains(element).contains("mine=\"yes\"");
    }

    @Test
    @Tag("IQ-25")
    void theErrorOfANestedRequestIsAnExternalErrorAndNothingOfItLeaks() {
        peer.answerError("urn:example:balcony", "gone", "modify", "the inner secret");
        SeenIq answer = get("<ask-back xmlns='urn:example:answers' for='urn:example:balcony'/>");
        assertError(answer, "undefined-condition", "cancel");
        assertThat(answer.xml()).contains("external-error").contains("urn:xmppra:errors");
        assertThat(answer.xml()).doesNotContain("gone").doesNotContain("inner secret");
    }

    @Test
    @Tag("IQ-25")
    void theTimeoutOfANestedRequestIsARemoteServerTimeout() {
        peer.staySilent("urn:example:balcony");
        SeenIq answer = get("<ask-back xmlns='urn:example:answers' for='urn:example:balcony'/>");
        assertError(answer, "remote-server-timeout", "wait");
    }

    @Test
    @Tag("IQ-25")
    @Tag("IQ-29")
    void whatABeanDidNotExpectIsAnInternalServerErrorThatSaysNothing() {
        SeenIq answer = get("<crash xmlns='urn:example:answers'/>");
        assertError(answer, "internal-server-error", "cancel");
        assertThat(answer.text()).isEmpty();
        assertThat(answer.xml()).doesNotContain("secret").doesNotContain("Exception");
    }

    @Test
    @Tag("IQ-25")
    @Tag("RA-25")
    void whatWasRolledBackIsAnInternalServerError() {
        SeenIq answer = get("<roll-back xmlns='urn:example:answers'/>");
        assertError(answer, "internal-server-error", "cancel");
        assertThat(answer.xml()).doesNotContain("never-committed");
    }

    @Test
    @Tag("IQ-25")
    @Tag("IQ-27")
    void pastTheDeadlineTheAdapterAnswersAndTheBeanDoesNot() {
        SeenIq answer = get("<later xmlns='urn:example:hurried'/>");
        assertError(answer, "remote-server-timeout", "wait");
        openGate("hurried", 1);
        // One at a time: when this is answered, the late bean has returned.
        assertEmptyResult(get("<now xmlns='urn:example:hurried'/>"));
        assertNoFurtherAnswer(answer.id());
    }

    @Test
    @Tag("IQ-25")
    @Tag("RA-12")
    void whatIsQueuedOrRunningWhenDeliveryStopsIsRecipientUnavailable() {
        send("get", "running", "<query xmlns='urn:example:slow'/>");
        awaitAtGate("slow");
        send("get", "queued", "<query xmlns='urn:example:slow'/>");
        administer("Slow", "stop-delivery");
        assertError(awaitOneAnswer("running"), "recipient-unavailable", "wait");
        assertError(awaitOneAnswer("queued"), "recipient-unavailable", "wait");
        openGate("slow", 1);
        administer("Slow", "start-delivery");
        openGate("slow", 1);
        assertEmptyResult(get("<query xmlns='urn:example:slow'/>"));
        assertThat(peer.received()).filteredOn(iq -> iq.id().equals("running")).hasSize(1);
    }

    /** WildFly lets a running call end before it tells the adapter; what it refuses meanwhile may be asked again later. */
    @Test
    @Tag("IQ-25")
    @Tag("RA-12")
    void atUndeploymentWhatIsRunningIsAnsweredAndWhatComesIsRecipientUnavailable() throws IOException {
        CompletableFuture<Void> undeployed;
        try (ServerSocket gate = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            send("get", "running", "<query xmlns='urn:example:leaving' port='" + gate.getLocalPort() + "'/>");
            gate.setSoTimeout((int) SOON.toMillis());
            Socket bean = gate.accept();
            undeployed = CompletableFuture.runAsync(this::undeploy);
            SeenIq refused = awaitError("<query xmlns='urn:example:leaving'/>");
            assertError(refused, "recipient-unavailable", "wait");
            assertThat(undeployed).isNotDone();
            bean.close();
            assertEmptyResult(peer.await(iq -> iq.id().equals("running"), SOON));
        }
        undeployed.join();
        assertThat(peer.received()).filteredOn(iq -> iq.id().equals("running")).hasSize(1);
        deploy();
    }

    @Test
    @Tag("IQ-26")
    void nothingIsAnEmptyResult() {
        assertEmptyResult(get("<void xmlns='urn:example:answers'/>"));
        assertEmptyResult(get("<null xmlns='urn:example:answers'/>"));
    }

    @Test
    @Tag("IQ-26")
    void anObjectAnIqOrAStageIsTheAnswer() {
        assertThat(get("<object xmlns='urn:example:answers'/>").payload()).contains("nails");
        assertThat(get("<iq xmlns='urn:example:answers'/>").payload()).contains("whole");
        assertThat(get("<stage xmlns='urn:example:answers'/>").payload()).contains("later");
        assertError(get("<error-iq xmlns='urn:example:answers'/>"), "conflict", "cancel");
        SeenIq failed = get("<failing-stage xmlns='urn:example:answers'/>");
        assertError(failed, "gone", "cancel");
        assertThat(failed.text()).isEqualTo("moved on");
    }

    @Test
    @Tag("IQ-25")
    @Tag("IQ-27")
    void aReplyHandleAnswersLaterAndOnce() {
        assertThat(get("<deferred xmlns='urn:example:answers'/>").payload()).contains("deferred");
    }

    @Test
    @Tag("IQ-30")
    void requestsOfOneSenderBeginInTheOrderTheyCameIn() {
        send("get", "1", "<wait xmlns='urn:example:ordered'/>");
        awaitAtGate("ordered");
        for (int next = 2; next <= 8; next++) {
            send("get", String.valueOf(next), "<go xmlns='urn:example:ordered'/>");
        }
        // Answered after those, and nobody has passed the one at the gate.
        assertEmptyResult(get("<ping xmlns='urn:xmpp:ping'/>"));
        assertThat(peer.received()).noneMatch(iq -> iq.payload().contains("begun"));
        openGate("ordered", 1);
        for (int place = 1; place <= 8; place++) {
            assertThat(awaitOneAnswer(String.valueOf(place)).payload()).contains("as=\"" + place + "\"");
        }
    }

    @Test
    @Tag("IQ-16")
    void aBeanWithAPoolOfOneAsksInsideItsHandler() {
        peer.answer("urn:example:balcony", "<answer xmlns='urn:example:balcony'>Romeo</answer>");
        assertThat(get("<query xmlns='urn:example:nested'/>").payload()).contains(">Romeo</");
    }

    @ParameterizedTest
    @CsvSource({"callback", "stage", "many"})
    @Tag("IQ-15")
    void aCallbackAndAStageRunWithTheNamesAndTheIdentityOfTheirComponent(String form) {
        peer.answer("urn:example:balcony", "<answer xmlns='urn:example:balcony'/>");
        String seen = get("<" + form + " xmlns='urn:example:contexts' for='urn:example:balcony'/>")
                .payload();
        assertThat(seen)
                .contains("outcome=\"result\"")
                .contains("word=\"wherefore\"")
                .contains("caller=\"romeo\"")
                .contains("application=\"true\"")
                // Or where it was attached, if the answer was faster than that.
                .containsPattern("thread=\"EE-ManagedExecutorService-|thread=\"([^\"]+)\".* asking=\"\\1\"");
    }

    @Test
    @Tag("IQ-12")
    @Tag("IQ-15")
    void aTimeoutCallbackRunsWithThemToo() {
        peer.staySilent("urn:example:balcony");
        assertThat(get("<callback xmlns='urn:example:contexts' for='urn:example:balcony'/>")
                        .payload())
                .contains("outcome=\"IqTimeoutException\"")
                .contains("word=\"wherefore\"")
                .contains("caller=\"romeo\"");
    }
}
