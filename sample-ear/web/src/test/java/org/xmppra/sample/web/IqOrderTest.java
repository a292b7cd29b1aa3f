package org.xmppra.sample.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.xmppra.IqType;
import org.xmppra.Jid;

class IqOrderTest {
    private static final String PAYLOAD = "\"payload\": \"<time xmlns='urn:xmpp:time'/>\"";

    @Test
    void becomesARequestWithItsTimeout() throws Exception {
        IqOrder order = order(
                "{\"to\": \"bot@localhost/sample\", \"type\": \"set\", \"timeoutMillis\": 1500, " + PAYLOAD + "}");

        assertThat(order.request().type()).isEqualTo(IqType.SET);
        assertThat(order.request().to()).contains(Jid.of("bot@localhost/sample"));
        assertThat(order.request().payload().is("urn:xmpp:time", "time")).isTrue();
        assertThat(order.timeout()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void goesToTheOwnServerWithoutTo() throws Exception {
        IqOrder order = order("{\"to\": \" \", \"type\": \"get\", " + PAYLOAD + "}");

        assertThat(order.request().to()).isEmpty();
        assertThat(order.timeout()).isNull();
    }

    @Test
    void everythingThatIsWrongIsTold() {
        BadOrderException refused = catchThrowableOfType(
                BadOrderException.class,
                () -> order(
                        "{\"to\": \"a@b@c/\", \"type\": \"result\", \"payload\": \"<a>\", \"timeoutMillis\": 0, \"cc\": 1}"));

        assertThat(refused.problems())
                .extracting(Problem::member)
                .containsExactly("cc", "to", "type", "payload", "timeoutMillis");
        assertThat(refused).hasMessageContaining("\"type\": must be \"get\" or \"set\"");
    }

    @Test
    void missingAndWronglyTypedMembersAreTold() {
        assertThatThrownBy(() -> order("{\"type\": 7, \"timeoutMillis\": 1.5}"))
                .hasMessageContaining("\"type\": must be a string")
                .hasMessageContaining("\"payload\": is missing")
                .hasMessageContaining("\"timeoutMillis\": must be a whole number from 1 to 120000");
    }

    @Test
    void payloadThatWouldCloseTheStanzaIsRefused() {
        assertThatThrownBy(() -> order("{\"type\": \"get\", \"payload\": \"<a xmlns='b'/></iq><iq>\"}"))
                .isInstanceOf(BadOrderException.class)
                .hasMessageContaining("payload");
    }

    @Test
    void whatIsNotAnObjectIsRefused() {
        assertThatThrownBy(() -> order("[1]")).hasMessage("The body must be a JSON object");
        assertThatThrownBy(() -> order("{")).hasMessageStartingWith("The body is not JSON: ");
        assertThatThrownBy(() -> JsonIo.parse(new byte[] {(byte) 0xC0, (byte) 0x80}))
                .hasMessage("The body is not UTF-8");
    }

    private static IqOrder order(String json) throws BadOrderException {
        return IqOrder.of(JsonIo.parse(json.getBytes(StandardCharsets.UTF_8)));
    }
}
