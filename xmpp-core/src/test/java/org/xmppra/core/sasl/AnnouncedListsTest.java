package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Downgrade protection (XEP-0474). */
@Tag("ST-7")
class AnnouncedListsTest {
    private static final List<String> MECHANISMS = List.of("SCRAM-SHA-1-PLUS", "SCRAM-SHA-1");
    private static final List<String> TYPES = List.of("tls-server-end-point", "tls-exporter");

    @Test
    void exampleOfTheSpecificationMatches() {
        assertThat(new AnnouncedLists(MECHANISMS, TYPES).matches(ScramHash.SHA_1, "G6k/rBLDqgOhRRaCuuatSDFkJ08="))
                .isTrue();
    }

    @Test
    void anyShortenedListIsNoticed() {
        assertThat(new AnnouncedLists(List.of("SCRAM-SHA-1"), TYPES)
                        .matches(ScramHash.SHA_1, "G6k/rBLDqgOhRRaCuuatSDFkJ08="))
                .isFalse();
        assertThat(new AnnouncedLists(MECHANISMS, List.of("tls-server-end-point"))
                        .matches(ScramHash.SHA_1, "G6k/rBLDqgOhRRaCuuatSDFkJ08="))
                .isFalse();
        assertThat(new AnnouncedLists(MECHANISMS, null).matches(ScramHash.SHA_1, "G6k/rBLDqgOhRRaCuuatSDFkJ08="))
                .isFalse();
    }

    @Test
    void hashOfAListWithoutTypesHasNoSeparator() {
        assertThat(new AnnouncedLists(MECHANISMS, null)
                        .matches(ScramHash.SHA_256, sha256("SCRAM-SHA-1\u001ESCRAM-SHA-1-PLUS")))
                .isTrue();
    }

    @Test
    void delimitersOfTheEarlierVersionAreTaken() {
        assertThat(new AnnouncedLists(MECHANISMS, TYPES)
                        .matches(
                                ScramHash.SHA_256,
                                sha256("SCRAM-SHA-1,SCRAM-SHA-1-PLUS|tls-exporter,tls-server-end-point")))
                .isTrue();
    }

    @Test
    void twoNamesDoNotPassForOneWithTheEarlierDelimiters() {
        assertThat(new AnnouncedLists(List.of("PLAIN", "SCRAM-SHA-256,SCRAM-SHA-512"), null)
                        .matches(ScramHash.SHA_256, sha256("PLAIN,SCRAM-SHA-256,SCRAM-SHA-512")))
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(ScramHash.class)
    void scramGoesOnWithTheRightHashAndEndsWithAWrongOne(ScramHash hash) throws SaslException {
        String right = Base64.getEncoder()
                .encodeToString(
                        hash.hash("SCRAM-SHA-1\u001ESCRAM-SHA-1-PLUS\u001Ftls-exporter\u001Etls-server-end-point"
                                .getBytes(UTF_8)));
        assertThatCode(() -> respond(hash, ",h=" + right)).doesNotThrowAnyException();
        assertThatCode(() -> respond(hash, ",x=1,h=" + right + ",z=2")).doesNotThrowAnyException();
        assertThatThrownBy(() -> respond(hash, ",h=" + right.replace(right.charAt(3), '_')))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("XEP-0474")
                .hasMessageContaining("someone in between");
        assertThatThrownBy(() -> respond(hash, ",h=")).isInstanceOf(SaslException.class);
    }

    private static void respond(ScramHash hash, String extension) throws SaslException {
        var scram = new ScramMechanism(
                hash,
                new SaslCredentials("user", "example.org", new Secret("pencil")),
                SaslPolicy.DEFAULT,
                new SaslMemory(),
                GsHeader.NO_BINDING,
                new AnnouncedLists(MECHANISMS, TYPES),
                "client");
        scram.initialResponse();
        scram.respond(("r=clientServer,s=QSXCR+Q6sek8bf92,i=4096" + extension).getBytes(UTF_8));
    }

    private static String sha256(String text) {
        return Base64.getEncoder().encodeToString(ScramHash.SHA_256.hash(text.getBytes(UTF_8)));
    }
}
