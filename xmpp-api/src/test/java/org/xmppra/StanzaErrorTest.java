package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("IQ-31")
class StanzaErrorTest {
    @ParameterizedTest
    @CsvSource({
        "bad-request,modify",
        "conflict,cancel",
        "feature-not-implemented,cancel",
        "forbidden,auth",
        "gone,cancel",
        "internal-server-error,cancel",
        "item-not-found,cancel",
        "jid-malformed,modify",
        "not-acceptable,modify",
        "not-allowed,cancel",
        "not-authorized,auth",
        "policy-violation,modify",
        "recipient-unavailable,wait",
        "redirect,modify",
        "registration-required,auth",
        "remote-server-not-found,cancel",
        "remote-server-timeout,wait",
        "resource-constraint,wait",
        "service-unavailable,cancel",
        "subscription-required,auth",
        "undefined-condition,cancel",
        "unexpected-request,wait"
    })
    void definedConditionHasTheTypeThatTheRfcRecommends(String name, String type) {
        StanzaErrorCondition condition =
                StanzaErrorCondition.fromElementName(name).orElseThrow();

        assertThat(condition).hasToString(name);
        assertThat(StanzaError.of(condition).type()).hasToString(type);
        assertThat(StanzaError.received(name, null)).isEqualTo(StanzaError.of(condition));
    }

    @Test
    void thereAreTwentyTwoConditions() {
        assertThat(StanzaErrorCondition.values()).hasSize(22);
    }

    @Test
    void unknownConditionIsUndefinedAndKeepsItsName() {
        StanzaError error = StanzaError.received("payment-required", StanzaErrorType.AUTH);

        assertThat(error.condition()).isEqualTo(StanzaErrorCondition.UNDEFINED_CONDITION);
        assertThat(error.conditionName()).isEqualTo("payment-required");
        assertThat(error.type()).isEqualTo(StanzaErrorType.AUTH);
        assertThat(error).isNotEqualTo(StanzaError.received("undefined-condition", StanzaErrorType.AUTH));
    }

    @Test
    @Tag("IQ-4")
    void everyPartIsKeptByTheOthersWithers() {
        XmlElement why = XmlElement.parse("<why xmlns='urn:x' code='1'/>");
        StanzaError error = StanzaError.of(StanzaErrorCondition.GONE)
                .withApplicationCondition(why)
                .withText("moved", "en")
                .withBy(Jid.of("example.com"))
                .withRequestEchoed()
                .withType(StanzaErrorType.MODIFY);

        assertThat(error.condition()).isEqualTo(StanzaErrorCondition.GONE);
        assertThat(error.type()).isEqualTo(StanzaErrorType.MODIFY);
        assertThat(error.text()).hasValue("moved");
        assertThat(error.language()).hasValue("en");
        assertThat(error.by()).hasValue(Jid.of("example.com"));
        assertThat(error.applicationCondition()).hasValue(why);
        assertThat(error.echoesRequest()).isTrue();
        assertThat(error.withText("bewegt").language()).isEmpty();
    }

    @Test
    void applicationConditionInTheNamespaceOfTheDefinedOnesIsRefused() {
        XmlElement defined = XmlElement.named(Namespaces.STANZA_ERRORS, "gone").build();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StanzaError.of(StanzaErrorCondition.CONFLICT).withApplicationCondition(defined))
                .withMessageContaining("namespace of its own");
    }

    @Test
    @Tag("IQ-36")
    void textThatXmlCannotCarryIsRefused() {
        StanzaError error = StanzaError.of(StanzaErrorCondition.CONFLICT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> error.withText("\u0000"))
                .withMessageContaining("U+0000");
        assertThatIllegalArgumentException().isThrownBy(() -> error.withText("fine", "\u0000"));
    }
}
