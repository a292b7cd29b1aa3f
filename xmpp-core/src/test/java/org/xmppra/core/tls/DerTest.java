package org.xmppra.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.cert.CertificateParsingException;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ST-5")
class DerTest {
    @Test
    void elementsFollowOneAnother() throws CertificateParsingException {
        assertThat(Der.all(hex("0401AA8200")))
                .satisfiesExactly(
                        octets -> {
                            assertThat(octets.tag()).isEqualTo(Der.OCTET_STRING);
                            assertThat(octets.content()).containsExactly(0xAA);
                        },
                        name -> assertThat(name.content()).isEmpty());
    }

    @Test
    void longLengthIsRead() throws CertificateParsingException {
        byte[] encoded = new byte[4 + 300];
        System.arraycopy(hex("0482012C"), 0, encoded, 0, 4);

        assertThat(Der.only(Der.OCTET_STRING, encoded).content()).hasSize(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "0402AA", "0480", "048400000001AA", "0482", "04FFAA", "04847FFFFFFF"})
    void whatIsTruncatedOrIndefiniteIsRefused(String encoded) {
        assertThatThrownBy(() -> Der.all(hex(encoded))).isInstanceOf(CertificateParsingException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0400", "30003000"})
    void anythingButTheOneElementIsRefused(String encoded) {
        assertThatThrownBy(() -> Der.only(Der.SEQUENCE, hex(encoded))).isInstanceOf(CertificateParsingException.class);
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
