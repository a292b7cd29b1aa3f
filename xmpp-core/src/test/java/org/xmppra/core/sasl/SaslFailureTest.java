package org.xmppra.core.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ST-7")
class SaslFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "aborted",
                "account-disabled",
                "credentials-expired",
                "encryption-required",
                "incorrect-encoding",
                "invalid-authzid",
                "invalid-mechanism",
                "malformed-request",
                "mechanism-too-weak",
                "not-authorized",
                "temporary-auth-failure"
            })
    void everyConditionOfTheRfcIsKnownAndHasAdvice(String name) {
        SaslFailure failure = SaslFailure.fromElementName(name);

        assertThat(failure.elementName()).isEqualTo(name);
        assertThat(failure.advice()).isNotBlank();
    }

    @Test
    void wrongPasswordNamesTheProperties() {
        assertThat(SaslFailure.NOT_AUTHORIZED.advice()).contains("userName").contains("password");
    }

    @Test
    void unknownConditionIsNotAuthorized() {
        assertThat(SaslFailure.fromElementName("bad-hair-day")).isEqualTo(SaslFailure.NOT_AUTHORIZED);
    }

    @Test
    void onlyTemporaryFailureIsTransient() {
        assertThat(SaslFailure.values())
                .filteredOn(SaslFailure::isTransient)
                .containsExactly(SaslFailure.TEMPORARY_AUTH_FAILURE);
    }
}
