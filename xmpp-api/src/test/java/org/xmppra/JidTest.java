package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses by RFC 7622, its own samples first. */
@Tag("IQ-6")
class JidTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "juliet@example.com|juliet|example.com|",
                "juliet@example.com/foo|juliet|example.com|foo",
                "juliet@example.com/foo bar|juliet|example.com|foo bar",
                "juliet@example.com/foo@bar|juliet|example.com|foo@bar",
                "foo\\20bar@example.com|foo\\20bar|example.com|",
                "fussball@example.com|fussball|example.com|",
                "fu\u00DFball@example.com|fu\u00DFball|example.com|",
                "\u03C0@example.com|\u03C0|example.com|",
                "\u03C3@example.com/foo|\u03C3|example.com|foo",
                "\u03C2@example.com/foo|\u03C2|example.com|foo",
                "king@example.com/\u265A|king|example.com|\u265A",
                "example.com||example.com|",
                "example.com/foobar||example.com|foobar",
                "a.example.com/b@example.net||a.example.com|b@example.net",
                // erratum 4560: not invalid
                "juliet@example.com/ foo|juliet|example.com| foo",
                "juliet@example.com/a/b@c/|juliet|example.com|a/b@c/"
            })
    void validSampleIsReadAndWrittenUnchanged(String text, String local, String domain, String resource) {
        Jid jid = Jid.of(text);

        assertThat(jid.local()).isEqualTo(local);
        assertThat(jid.domain()).isEqualTo(domain);
        assertThat(jid.resource()).isEqualTo(resource);
        assertThat(jid).hasToString(text).isEqualTo(Jid.of(local, domain, resource));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"juliet\"@example.com",
                "foo bar@example.com",
                "@example.com/",
                "henry\u2163@example.com",
                "\u265A@example.com",
                "juliet@",
                "/foobar",
                "",
                "@",
                "/",
                "@/",
                "@example.com",
                "juliet@/foo",
                "juliet@example.com/",
                "a@b@example.com",
                "a&b@example.com",
                "a'b@example.com",
                "a:b@example.com",
                "a<b@example.com",
                "a>b@example.com",
                "\uFF20@example.com",
                "\uFF02@example.com",
                "a\u0001@example.com",
                "a@example.com/\u0001",
                "a@example.com/\n",
                "a\uD800@example.com",
                "a@example.com/\uD800",
                "a@exam ple.com",
                "a@example.com:5222",
                "a@under_score.example",
                "a@-example.com",
                "a@example-.com",
                "a@example.-com",
                "a@a..b",
                "a@.example.com",
                "a@.",
                "a@\u3002",
                "a@\u265A.example",
                "a@\u0301a.example",
                "a@a\u200Db.example",
                "a@[::1",
                "a@[:::::1]",
                "a@[1.2.3.4]",
                "a@[fe80::1%eth0]",
                "a@[localhost]",
                "a@[]",
                // what the PRECIS library takes for letters and digits
                "a\uDB40\uDD00@example.com",
                "a@example.com/a\uDB40\uDC41",
                "a@a\uDB40\uDD00.example",
                "\u0627\u0660\u06F0@example.com",
                // what it does not know to be fine in some neighbourhoods, and refuses in all
                "a\u200C@example.com",
                "l\u00B7l@example.com"
            })
    void invalidSampleIsRefusedAndToldWhichPart(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Jid.of(text))
                .withMessageMatching("(?s)Not a valid JID: the (local|domain|resource)part '.*' .+")
                .withMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "Juliet@Example.COM/Foo, juliet@example.com/Foo",
        "\u03A3@example.com/foo, \u03C3@example.com/foo",
        "\uFF2A\uFF55liet@example.com, juliet@example.com",
        "a\u0301@example.com/a\u0301, \u00E1@example.com/\u00E1",
        "a@example.com/x\u00A0y\u3000z, a@example.com/x y z",
        "a@example.com/\uFF21\u2163, a@example.com/\uFF21\u2163",
        "a@B\u00DCcher.example, a@b\u00FCcher.example",
        "a@bu\u0308cher.example, a@b\u00FCcher.example",
        "a@xn--bcher-kva.example, a@b\u00FCcher.example",
        "a@XN--BCHER-KVA.example, a@b\u00FCcher.example",
        "a@\uFF45xample\u3002com, a@example.com",
        "a@example\uFF0Ecom\uFF61, a@example.com",
        "a@example.com., a@example.com",
        "a@[2001:DB8::1], a@[2001:db8::1]",
        "a@[::ffff:1.2.3.4], a@[::ffff:1.2.3.4]",
        "a@127.0.0.1, a@127.0.0.1",
        "\u05D0\u05D11@\u05D0\u05D1.example, \u05D0\u05D11@\u05D0\u05D1.example"
    })
    void formsOfOneAddressAreEqual(String written, String prepared) {
        assertThat(Jid.of(written))
                .hasToString(prepared)
                .isEqualTo(Jid.of(prepared))
                .hasSameHashCodeAs(Jid.of(prepared))
                .isEqualByComparingTo(Jid.of(prepared));
    }

    @ParameterizedTest
    @CsvSource({
        // IDNA 2003 would take these for one another
        "fa\u00DF.example, fass.example",
        "a@example.com/foo, a@example.com/Foo",
        "fu\u00DFball@example.com, fussball@example.com",
        "\u03C2@example.com, \u03C3@example.com",
        "a@example.com, a@example.com/a",
        "example.com/a, a@example.com"
    })
    void differentAddressesStayDifferent(String one, String other) {
        assertThat(Jid.of(one)).isNotEqualTo(Jid.of(other));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xn--i-7iq.example", "xn--fa-hia.example", "xn--zz.example"})
    void aLabelWithoutValidULabelStaysAsItIs(String domain) {
        assertThat(Jid.of(domain).domain()).isEqualTo(domain);
    }

    @Test
    void eachPartMayHave1023BytesAfterItIsPrepared() {
        String long1023 = "a".repeat(1023);
        assertThat(Jid.of(long1023 + "@example.com/" + long1023).local()).hasSize(1023);
        assertThat(Jid.of("a@example.com/" + "\u00E9".repeat(511)).resource()).hasSize(511);
        // three bytes each as written, one byte each once prepared
        assertThat(Jid.of("\uFF41".repeat(1023) + "@example.com").local()).isEqualTo(long1023);
        String domain = ("a".repeat(63) + ".").repeat(15) + "a".repeat(63);
        assertThat(Jid.of(domain).domain()).hasSize(1023);
    }

    @Test
    void partsOfMoreThan1023BytesAreRefused() {
        String domain = ("a".repeat(63) + ".").repeat(15) + "a".repeat(62) + ".b";
        for (String text : new String[] {
            "a".repeat(1024) + "@example.com",
            "a@example.com/" + "a".repeat(1024),
            "a@example.com/" + "\u00E9".repeat(512),
            "a".repeat(100_000) + "@example.com",
            "a@" + domain
        }) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Jid.of(text))
                    .withMessageContaining("is longer than 1023 bytes")
                    .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(200));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "\u00E4"})
    void labelOfMoreThan63BytesIsRefused(String letter) {
        assertThat(Jid.of(letter.repeat(50) + ".example").domain()).startsWith(letter);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Jid.of(letter.repeat(64) + ".example"))
                .withMessageContaining("label of more than 63 bytes");
    }

    @Test
    void shorterFormsLeavePartsOut() {
        Jid full = Jid.of("juliet@example.com/balcony");

        assertThat(full.isBare()).isFalse();
        assertThat(full.bare()).hasToString("juliet@example.com");
        assertThat(full.bare().bare()).isEqualTo(full.bare());
        assertThat(full.domainJid()).hasToString("example.com");
        assertThat(full.bare().withResource("orchard")).hasToString("juliet@example.com/orchard");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> full.withResource(""))
                .withMessageContaining("resourcepart");
    }

    @Test
    void partsAreNotReadAsAWhole() {
        assertThatIllegalArgumentException().isThrownBy(() -> Jid.of("a@b", "example.com", null));
        assertThatIllegalArgumentException().isThrownBy(() -> Jid.of(null, "a@example.com", null));
        assertThatIllegalArgumentException().isThrownBy(() -> Jid.of(null, "example.com/r", null));
        assertThat(Jid.of(null, "example.com", "a@b/c").resource()).isEqualTo("a@b/c");
        assertThatNullPointerException().isThrownBy(() -> Jid.of((String) null));
    }
}
