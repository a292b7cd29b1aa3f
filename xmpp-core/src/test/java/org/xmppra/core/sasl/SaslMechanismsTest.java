package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.stream.StreamSecurity;

@Tag("ST-7")
class SaslMechanismsTest {
    private static final SaslCredentials USER = new SaslCredentials("user", "example.org", new Secret("pencil"));
    private static final List<String> ALL = List.of("PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-512", "SCRAM-SHA-256");

    private final SaslMemory memory = new SaslMemory();

    @Test
    void strongestIsChosenWhateverTheServersOrder() throws SaslException {
        assertThat(choose(ALL, Set.of(), true)).isEqualTo("SCRAM-SHA-512");
        assertThat(choose(List.of("PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256"), Set.of(), true))
                .isEqualTo("SCRAM-SHA-256");
        assertThat(choose(List.of("PLAIN", "SCRAM-SHA-1", "DIGEST-MD5"), Set.of(), true))
                .isEqualTo("SCRAM-SHA-1");
        assertThat(choose(List.of("X-OAUTH2", "PLAIN"), Set.of(), true)).isEqualTo("PLAIN");
    }

    @Test
    void configurationNarrowsTheChoice() throws SaslException {
        assertThat(choose(ALL, Set.of("SCRAM-SHA-1", "PLAIN"), true)).isEqualTo("SCRAM-SHA-1");
        assertThat(choose(ALL, Set.of("PLAIN"), true)).isEqualTo("PLAIN");
    }

    @Test
    void nothingInCommonTellsBothListsAndTheProperty() {
        assertThatThrownBy(() -> choose(List.of("EXTERNAL", "SCRAM-SHA-1"), Set.of("SCRAM-SHA-256"), true))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("[EXTERNAL, SCRAM-SHA-1]")
                .hasMessageContaining("[SCRAM-SHA-256]")
                .hasMessageContaining("allowedMechanisms");
    }

    @Test
    void plainIsNotUsedInClear() throws SaslException {
        assertThatThrownBy(() -> choose(List.of("PLAIN"), Set.of(), false))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("under TLS only")
                .hasMessageContaining("[PLAIN]");
        assertThat(choose(ALL, Set.of(), false)).isEqualTo("SCRAM-SHA-512");
    }

    @Test
    void plainIsRefusedOnceScramHasSucceededForTheAccount() throws SaslException {
        memory.provedBetterThanPlain("user@example.org");

        assertThatThrownBy(() -> choose(List.of("PLAIN"), Set.of(), true))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("PLAIN is refused");
        assertThat(choose(ALL, Set.of(), true)).isEqualTo("SCRAM-SHA-512");
    }

    @Test
    void plainIsStillGoodForAnotherAccount() throws SaslException {
        memory.provedBetterThanPlain("other@example.org");

        assertThat(choose(List.of("PLAIN"), Set.of(), true)).isEqualTo("PLAIN");
    }

    @Test
    void whatIsNoMechanismNameIsNotRepeatedInMessages() {
        assertThatThrownBy(() -> choose(List.of("X\nforged log line"), Set.of(), true))
                .isInstanceOf(SaslException.class)
                .message()
                .doesNotContain("forged");
    }

    @Test
    void plainSendsUserNameAndPasswordAtOnce() throws SaslException {
        var mechanism = new PlainMechanism(new SaslCredentials("ren\u00E9", "example.org", new Secret("p\u00E4ss")));

        assertThat(mechanism.initialResponse()).isEqualTo("\0ren\u00E9\0p\u00E4ss".getBytes(UTF_8));
        assertThatThrownBy(() -> mechanism.respond(new byte[0])).isInstanceOf(SaslException.class);
    }

    @Test
    void plainRefusesNulWithoutTellingThePassword() {
        assertThatThrownBy(
                        () -> new PlainMechanism(new SaslCredentials("user", "example.org", new Secret("a\0geheim"))))
                .isInstanceOf(SaslException.class)
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void externalIsChosenFirstWhereACertificateWasShown() throws SaslException {
        assertThat(external(List.of()).name()).isEqualTo("EXTERNAL");
        assertThat(choose(List.of("EXTERNAL", "SCRAM-SHA-1"), Set.of(), true)).isEqualTo("SCRAM-SHA-1");
    }

    @Test
    void externalNamesTheAccountUnlessTheCertificateHoldsJustThat() throws SaslException {
        assertThat(external(List.of("user@example.org")).initialResponse()).isEmpty();
        assertThat(external(List.of()).initialResponse()).isEqualTo("user@example.org".getBytes(UTF_8));
        assertThat(external(List.of("other@example.org")).initialResponse())
                .isEqualTo("user@example.org".getBytes(UTF_8));
        assertThat(external(List.of("user@example.org", "other@example.org")).initialResponse())
                .isEqualTo("user@example.org".getBytes(UTF_8));
    }

    @Test
    void plainIsRefusedOnceExternalHasSucceededForTheAccount() throws SaslException {
        external(List.of()).succeed(null);

        assertThatThrownBy(() -> choose(List.of("PLAIN"), Set.of(), true))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("PLAIN is refused");
    }

    @Test
    void anonymousIsUsedWhereItIsNamedOnly() throws SaslException {
        assertThat(choose(List.of("ANONYMOUS"), Set.of("ANONYMOUS"), false)).isEqualTo("ANONYMOUS");
        assertThatThrownBy(() -> choose(List.of("ANONYMOUS"), Set.of(), true)).isInstanceOf(SaslException.class);
    }

    @Test
    void withoutAPasswordOnlyACertificateHelps() {
        var nobody = new SaslCredentials("user", "example.org", Secret.NONE);

        assertThatThrownBy(() -> SaslMechanisms.choose(offer(ALL, true), SaslPolicy.DEFAULT, nobody, memory))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("keyStore")
                .hasMessageContaining("password");
    }

    private SaslMechanism external(List<String> certified) throws SaslException {
        var offer = new SaslOffer(
                SaslProfile.SASL1,
                List.of("SCRAM-SHA-512", "EXTERNAL"),
                null,
                new StreamSecurity(List.of(), certified));
        return SaslMechanisms.choose(offer, SaslPolicy.DEFAULT, USER, memory);
    }

    @Test
    void credentialsDoNotShowThePassword() {
        assertThat(USER.toString()).contains("user").doesNotContain("pencil");
        assertThat(new ScramKeys(new byte[] {42}, new byte[] {43}).toString()).doesNotContain("4");
    }

    private static SaslOffer offer(List<String> mechanisms, boolean tls) {
        return new SaslOffer(SaslProfile.SASL1, mechanisms, null, tls ? new StreamSecurity(List.of(), null) : null);
    }

    private String choose(List<String> offered, Set<String> allowed, boolean tls) throws SaslException {
        return SaslMechanisms.choose(offer(offered, tls), SaslPolicy.allowing(allowed), USER, memory)
                .name();
    }
}
