package org.xmppra.core.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ST-7")
class SaslBase64Test {
    @Test
    void emptyMessageIsAnEqualsSign() throws SaslException {
        assertThat(SaslBase64.encode(new byte[0])).isEqualTo("=");
        assertThat(SaslBase64.decode("=")).isEmpty();
        assertThat(SaslBase64.decode("")).isEmpty();
    }

    @Test
    void messageSurvives() throws SaslException {
        byte[] message = {0, 'u', 0, 'p', -1};

        assertThat(SaslBase64.decode(SaslBase64.encode(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"QQ", "QQ=", "QR==", "Q Q=", " QQ==", "QQ==\n", "QQ==QQ==", "Q\u00E4==", "_-__", "===="})
    void whatIsNotCanonicalIsRefused(String content) {
        assertThatThrownBy(() -> SaslBase64.decode(content)).isInstanceOf(SaslException.class);
    }
}
