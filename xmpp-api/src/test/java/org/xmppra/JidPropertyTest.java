package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Addresses of any kind: what is accepted has one written form, which is accepted again and means the same. */
class JidPropertyTest {
    @Property(tries = 500)
    @Tag("IQ-6")
    void addressReadsBackAsItself(
            @ForAll("locals") Optional<String> local,
            @ForAll("domains") String domain,
            @ForAll("resources") Optional<String> resource)
            throws Exception {
        String text = local.map(part -> part + "@").orElse("")
                + domain
                + resource.map(part -> "/" + part).orElse("");

        Jid jid = Jid.of(text);

        assertThat(Jid.of(jid.toString())).isEqualTo(jid).hasSameHashCodeAs(jid).isEqualByComparingTo(jid);
        assertThat(Jid.of(local.orElse(null), domain, resource.orElse(null))).isEqualTo(jid);
        assertThat(Jid.of(jid.local(), jid.domain(), jid.resource())).isEqualTo(jid);
        assertThat(Serialization.copy(jid)).isEqualTo(jid);
    }

    @Property(tries = 300)
    @Tag("IQ-6")
    void partsAreTakenApartAndPutTogether(
            @ForAll("locals") Optional<String> local,
            @ForAll("domains") String domain,
            @ForAll("resources") Optional<String> resource) {
        Jid jid = Jid.of(local.orElse(null), domain, resource.orElse(null));

        assertThat(jid.local() != null).isEqualTo(local.isPresent());
        assertThat(jid.resource() != null).isEqualTo(resource.isPresent()).isNotEqualTo(jid.isBare());
        assertThat(jid.bare()).isEqualTo(Jid.of(jid.local(), jid.domain(), null));
        assertThat(jid.domainJid()).isEqualTo(Jid.of(jid.domain()));
        if (!jid.isBare()) {
            assertThat(jid.bare().withResource(jid.resource())).isEqualTo(jid);
        }
    }

    @Property(tries = 300)
    @Tag("IQ-17")
    void caseOfLocalpartAndDomainpartMakesNoDifferenceButThatOfTheResourcepart(
            @ForAll("asciiLocals") String local, @ForAll("domains") String domain) {
        String bare = local + "@" + domain;

        assertThat(Jid.of(bare.toUpperCase(Locale.ROOT) + "/r"))
                .isEqualTo(Jid.of(bare.toLowerCase(Locale.ROOT) + "/r"))
                .isNotEqualTo(Jid.of(bare + "/R"));
    }

    @Property(tries = 500)
    @Tag("IQ-6")
    void anyTextIsAnAddressOrRefusedWithAReason(@ForAll("anything") String text) {
        try {
            Jid jid = Jid.of(text);
            assertThat(Jid.of(jid.toString())).isEqualTo(jid);
            assertThat(jid.toString().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(3 * 1023 + 2);
        } catch (IllegalArgumentException e) {
            assertThat(e)
                    .hasMessageStartingWith("Not a valid JID: the ")
                    .message()
                    .hasSizeLessThan(400);
        }
    }

    @Provide
    Arbitrary<Optional<String>> locals() {
        return Arbitraries.strings()
                .withChars("abcxyzAZ09._-~!#$%=\\\u00e9\u00c9\u00df\u03c3\u03a3\u0436\u4e2d\uff41\uff21")
                .ofMinLength(1)
                .ofMaxLength(20)
                .optional(0.8);
    }

    @Provide
    Arbitrary<String> asciiLocals() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('0', '9')
                .withChars("._-")
                .ofMinLength(1)
                .ofMaxLength(12);
    }

    @Provide
    Arbitrary<String> domains() {
        Arbitrary<String> label = Arbitraries.strings()
                .withChars("abcdeXYZ\u00fc\u00dc\u4e2d")
                .ofMinLength(1)
                .ofMaxLength(10);
        Arbitrary<String> name = label.list().ofMinSize(1).ofMaxSize(4).map(labels -> String.join(".", labels));
        Arbitrary<String> special =
                Arbitraries.of("localhost", "127.0.0.1", "[::1]", "[2001:DB8::1]", "xn--bcher-kva.example", "a.b.");
        return Arbitraries.oneOf(name, name, name, special);
    }

    @Provide
    Arbitrary<Optional<String>> resources() {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("\u00e9\u00df\u265a\u4e2d\u00a0\u2163")
                .ofMinLength(1)
                .ofMaxLength(20)
                .optional(0.8);
    }

    @Provide
    Arbitrary<String> anything() {
        Arbitrary<String> part = Arbitraries.strings().all().ofMaxLength(8);
        Arbitrary<String> mark = Arbitraries.of("@", "/", ".", "", "xn--", "[", "]", ":", "\u3002", "\u0000");
        return Combinators.combine(part, mark, part, mark, part).as((a, b, c, d, e) -> a + b + c + d + e);
    }
}
