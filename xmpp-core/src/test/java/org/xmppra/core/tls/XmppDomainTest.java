package org.xmppra.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ST-5")
class XmppDomainTest {
    @ParameterizedTest
    @CsvSource({
        "example.org, example.org",
        "Example.ORG., example.org",
        "localhost, localhost",
        "b\u00FCcher.example, xn--bcher-kva.example",
        "xn--bcher-kva.example, xn--bcher-kva.example",
        "\u65E5\u672C\u8A9E.example, xn--wgv71a119e.example"
    })
    void nameBecomesALabels(String domain, String ascii) {
        assertThat(XmppDomain.of(domain).ascii()).isEqualTo(ascii);
        assertThat(XmppDomain.of(domain).isAddress()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, 4", "[::1], 16", "::1, 16"})
    void addressIsKnownAsOne(String domain, int bytes) {
        assertThat(XmppDomain.of(domain).address()).hasSize(bytes);
    }

    @Test
    void letterThatIdna2003WouldReplaceIsRefused() {
        assertThatThrownBy(() -> XmppDomain.of("stra\u00DFe.example"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("xn--");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a..b", "under_score.example", "a b"})
    void whatIsNoDomainIsRefused(String domain) {
        assertThatThrownBy(() -> XmppDomain.of(domain)).isInstanceOf(IllegalArgumentException.class);
    }
}
