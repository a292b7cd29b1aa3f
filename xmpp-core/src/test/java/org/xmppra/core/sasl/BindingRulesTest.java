package org.xmppra.core.sasl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmppra.core.stream.ChannelBinding;
import org.xmppra.core.stream.StreamSecurity;

/** The rules that XEP-0440 §3 gives to clients, in its order. */
@Tag("ST-7")
class BindingRulesTest {
    private static final SaslCredentials USER = new SaslCredentials("user", "example.org", new Secret("pencil"));
    private static final String EXPORTER = ChannelBinding.TLS_EXPORTER;
    private static final String END_POINT = ChannelBinding.TLS_SERVER_END_POINT;
    private static final List<String> BOTH = List.of(EXPORTER, END_POINT);
    private static final String[] PLUS = {"SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"};
    private static final String[] NO_PLUS = {"SCRAM-SHA-1", "SCRAM-SHA-256", "PLAIN"};

    private final SaslMemory memory = new SaslMemory();

    @ParameterizedTest
    @EnumSource(SaslProfile.class)
    void rule1EndPointIsUsedWhereNothingStrongerIsCommon(SaslProfile profile) throws SaslException {
        assertThat(first(profile, BOTH, List.of(END_POINT), PLUS))
                .isEqualTo("SCRAM-SHA-256-PLUS p=tls-server-end-point");
        assertThat(first(profile, List.of(END_POINT), BOTH, PLUS))
                .isEqualTo("SCRAM-SHA-256-PLUS p=tls-server-end-point");
    }

    @ParameterizedTest
    @EnumSource(SaslProfile.class)
    void rule2StreamThatCannotBindSaysSo(SaslProfile profile) throws SaslException {
        assertThat(first(profile, List.of(), BOTH, PLUS)).isEqualTo("SCRAM-SHA-256 n");
        assertThat(first(profile, List.of(), null, PLUS)).isEqualTo("SCRAM-SHA-256 n");
    }

    @ParameterizedTest
    @EnumSource(SaslProfile.class)
    void rule3ServerThatAnnouncesNeitherIsToldThatBindingWasExpected(SaslProfile profile) throws SaslException {
        assertThat(first(profile, BOTH, null, NO_PLUS)).isEqualTo("SCRAM-SHA-256 y");
        assertThat(first(profile, BOTH, List.of(), NO_PLUS)).isEqualTo("SCRAM-SHA-256 y");
    }

    @Test
    void rule4BindingMechanismWithoutTypesAbortsUnderSasl2() {
        assertThatThrownBy(() -> first(SaslProfile.SASL2, BOTH, null, PLUS))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("announces no channel-binding type")
                .hasMessageContaining("allowedMechanisms");
        assertThatThrownBy(() -> first(SaslProfile.SASL2, BOTH, List.of(), PLUS))
                .isInstanceOf(SaslException.class);
    }

    @Test
    void rule4BindingMechanismWithoutTypesTriesEndPointUnderSasl1() throws SaslException {
        assertThat(first(SaslProfile.SASL1, BOTH, null, PLUS)).isEqualTo("SCRAM-SHA-256-PLUS p=tls-server-end-point");
    }

    @Test
    void rule4OnlyThatTryIsTentative() throws SaslException {
        assertThat(isTentative(SaslProfile.SASL1, null)).isTrue();
        assertThat(isTentative(SaslProfile.SASL1, BOTH)).isFalse();
        assertThat(isTentative(SaslProfile.SASL2, BOTH)).isFalse();
    }

    @Test
    void rule4SecondTryDoesNotBind() throws SaslException {
        SaslOffer offer = offer(SaslProfile.SASL1, BOTH, null, PLUS);

        SaslMechanism second = SaslMechanisms.choose(offer, SaslPolicy.DEFAULT.withoutChannelBinding(), USER, memory);

        assertThat(shown(second)).isEqualTo("SCRAM-SHA-256 n");
        assertThat(BindingRules.isTentative(offer, second)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(SaslProfile.class)
    void rule5TypesWithoutABindingMechanismAbort(SaslProfile profile) {
        assertThatThrownBy(() -> first(profile, BOTH, BOTH, NO_PLUS))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("no mechanism that binds")
                .hasMessageContaining("allowedMechanisms");
    }

    @ParameterizedTest
    @EnumSource(SaslProfile.class)
    void rule6NoCommonTypeAndNoEndPointAborts(SaslProfile profile) {
        assertThatThrownBy(() -> first(profile, BOTH, List.of("tls-unique", "made-up"), PLUS))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("not even tls-server-end-point");
    }

    @ParameterizedTest
    @EnumSource(SaslProfile.class)
    void rule6EndPointThatThisSideCannotHaveDoesNotAbort(SaslProfile profile) throws SaslException {
        assertThat(first(profile, List.of(EXPORTER), List.of(END_POINT), PLUS)).isEqualTo("SCRAM-SHA-256 n");
    }

    @ParameterizedTest
    @EnumSource(SaslProfile.class)
    void rule7StrongestCommonTypeIsUsedWhateverTheServersOrder(SaslProfile profile) throws SaslException {
        assertThat(first(profile, BOTH, List.of(END_POINT, EXPORTER), PLUS))
                .isEqualTo("SCRAM-SHA-256-PLUS p=tls-exporter");
    }

    @Test
    void configurationWithoutBindingMechanismsSaysThatThisSideDoesNotBind() throws SaslException {
        SaslPolicy narrowed = SaslPolicy.allowing(Set.of("SCRAM-SHA-256", "SCRAM-SHA-1"));

        SaslMechanism chosen =
                SaslMechanisms.choose(offer(SaslProfile.SASL2, BOTH, BOTH, NO_PLUS), narrowed, USER, memory);

        assertThat(shown(chosen)).isEqualTo("SCRAM-SHA-256 n");
    }

    @Test
    void configurationMayDemandBinding() {
        SaslPolicy narrowed = SaslPolicy.allowing(Set.of("SCRAM-SHA-256-PLUS"));

        assertThatThrownBy(() ->
                        SaslMechanisms.choose(offer(SaslProfile.SASL1, BOTH, null, NO_PLUS), narrowed, USER, memory))
                .isInstanceOf(SaslException.class)
                .hasMessageContaining("No SASL mechanism in common");
    }

    @Test
    void bindingWeighsMoreThanTheHash() throws SaslException {
        assertThat(first(SaslProfile.SASL1, BOTH, BOTH, "SCRAM-SHA-512", "SCRAM-SHA-1-PLUS"))
                .isEqualTo("SCRAM-SHA-1-PLUS p=tls-exporter");
    }

    private boolean isTentative(SaslProfile profile, @Nullable List<String> types) throws SaslException {
        SaslOffer offer = offer(profile, BOTH, types, PLUS);
        return BindingRules.isTentative(offer, SaslMechanisms.choose(offer, SaslPolicy.DEFAULT, USER, memory));
    }

    /** The mechanism and the flag of its first message. */
    private String first(SaslProfile profile, List<String> own, @Nullable List<String> announced, String... mechanisms)
            throws SaslException {
        return shown(
                SaslMechanisms.choose(offer(profile, own, announced, mechanisms), SaslPolicy.DEFAULT, USER, memory));
    }

    private static SaslOffer offer(
            SaslProfile profile, List<String> own, @Nullable List<String> announced, String... mechanisms) {
        List<ChannelBinding> bindings = own.stream()
                .map(type -> new ChannelBinding(type, type.getBytes(UTF_8)))
                .toList();
        return new SaslOffer(profile, Arrays.asList(mechanisms), announced, new StreamSecurity(bindings, null));
    }

    private static String shown(SaslMechanism mechanism) {
        String message = new String(mechanism.initialResponse(), UTF_8);
        return mechanism.name() + " " + message.substring(0, message.indexOf(','));
    }
}
