package org.xmppra.sample.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xmppra.DeliveryStatus;
import org.xmppra.Iq;
import org.xmppra.IqErrorException;
import org.xmppra.IqTimeoutException;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.XmlElement;
import org.xmppra.XmppConnectionException;

class OutcomesTest {
    private static final Duration TOOK = Duration.ofMillis(12);
    private final Jid bot = Jid.of("bot@localhost/sample");
    private final Iq request = Iq.get(bot).id("1").query("custom-xep").build();

    @Test
    void resultShowsPayloadAndSender() {
        Iq answer = Iq.result("1")
                .from(bot)
                .payload("<query xmlns='custom-xep'>a &lt; b</query>")
                .build();

        JsonObject json = Outcomes.result(answer, TOOK);

        assertThat(json.getString("outcome")).isEqualTo("result");
        assertThat(json.getString("from")).isEqualTo("bot@localhost/sample");
        assertThat(json.getString("id")).isEqualTo("1");
        assertThat(json.getInt("millis")).isEqualTo(12);
        assertThat(XmlElement.parse(json.getString("payload")).text()).isEqualTo("a < b");
    }

    @Test
    void emptyResultHasNoPayload() {
        assertThat(Outcomes.result(request.reply(), TOOK)).doesNotContainKey("payload");
    }

    @Test
    void errorShowsConditionTypeAndText() {
        StanzaError error = StanzaError.of(StanzaErrorCondition.ITEM_NOT_FOUND)
                .withText("no such note")
                .withApplicationCondition(XmlElement.parse("<gone xmlns='urn:example'/>"));

        JsonObject json = Outcomes.failure(request, new IqErrorException(request.errorReply(error)), TOOK);

        assertThat(json.getString("outcome")).isEqualTo("error");
        JsonObject shown = json.getJsonObject("error");
        assertThat(shown.getString("condition")).isEqualTo("item-not-found");
        assertThat(shown.getString("type")).isEqualTo("cancel");
        assertThat(shown.getString("text")).isEqualTo("no such note");
        assertThat(shown.getString("applicationCondition")).contains("urn:example");
    }

    @Test
    void timeoutIsTold() {
        JsonObject json = Outcomes.failure(request, new IqTimeoutException(request, TOOK), TOOK);

        assertThat(json.getString("outcome")).isEqualTo("timeout");
        assertThat(json.getString("message")).contains("12 ms");
    }

    @Test
    void lostConnectionTellsWhetherRepeatingIsSafe() {
        JsonObject json = Outcomes.failure(request, new XmppConnectionException("gone", DeliveryStatus.NOT_SENT), TOOK);

        assertThat(json.getString("outcome")).isEqualTo("connection");
        assertThat(json.getString("deliveryStatus")).isEqualTo("NOT_SENT");
    }
}
