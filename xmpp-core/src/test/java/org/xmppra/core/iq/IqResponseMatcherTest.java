package org.xmppra.core.iq;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xmppra.Iq;
import org.xmppra.Jid;
import org.xmppra.StanzaError;
import org.xmppra.StanzaErrorCondition;

@Tag("IQ-17")
class IqResponseMatcherTest {
    private static final SessionIdentity CLIENT = SessionIdentity.client(Jid.of("me@home.example/desk"));
    private static final SessionIdentity COMPONENT = SessionIdentity.component(Jid.of("bot.home.example"));

    @ParameterizedTest(name = "asked {0}, {1} answers: {2}")
    @CsvSource({
        // asked no one in particular
        "-, -, true",
        "-, me@home.example, true",
        "-, me@home.example/desk, true",
        "-, home.example, true",
        "-, me@home.example/other, false",
        "-, other@home.example, false",
        "-, other@home.example/desk, false",
        "-, sub.home.example, false",
        "-, home.example/desk, false",
        "-, evil.example, false",
        // asked the own bare JID
        "me@home.example, -, true",
        "me@home.example, me@home.example, true",
        "me@home.example, me@home.example/desk, true",
        "me@home.example, me@home.example/other, false",
        "me@home.example, home.example, false",
        "me@home.example, evil@home.example, false",
        // asked the own full JID: a request to oneself
        "me@home.example/desk, me@home.example/desk, true",
        "me@home.example/desk, me@home.example, false",
        "me@home.example/desk, -, false",
        // asked the own server
        "home.example, home.example, true",
        "home.example, -, false",
        "home.example, me@home.example, false",
        // asked a peer
        "peer@far.example/x, peer@far.example/x, true",
        "peer@far.example/x, PEER@FAR.example/x, true",
        "PEER@FAR.EXAMPLE/x, peer@far.example/x, true",
        "peer@far.example/x, peer@far.example/X, false",
        "peer@far.example/x, peer@far.example/y, false",
        "peer@far.example/x, peer@far.example, false",
        "peer@far.example/x, far.example, false",
        "peer@far.example/x, -, false",
        "peer@far.example, peer@far.example, true",
        "peer@far.example, peer@far.example/x, false",
        "far.example, far.example, true",
        "far.example, far.example/x, false",
    })
    void clientTakesAnswersOfWhomItAsked(String asked, String answering, boolean fits) {
        Iq request = Iq.get().to(jid(asked)).id("1").query("urn:x").build();

        Iq result = Iq.result("1").from(jid(answering)).build();
        Iq error = Iq.error("1", StanzaError.of(StanzaErrorCondition.GONE))
                .from(jid(answering))
                .build();

        assertThat(IqResponseMatcher.fits(request, result, CLIENT)).isEqualTo(fits);
        assertThat(IqResponseMatcher.fits(request, error, CLIENT)).isEqualTo(fits);
    }

    @ParameterizedTest(name = "{0} asked {1}, {2} answers {3}: {4}")
    @CsvSource({
        "bot.home.example, peer@far.example/x, peer@far.example/x, bot.home.example, true",
        "clock@bot.home.example/1, peer@far.example/x, peer@far.example/x, clock@bot.home.example/1, true",
        "-, peer@far.example/x, peer@far.example/x, bot.home.example, true",
        "clock@bot.home.example, peer@far.example/x, peer@far.example/x, bot.home.example, false",
        "bot.home.example, peer@far.example/x, peer@far.example/x, -, false",
        "bot.home.example, peer@far.example/x, -, bot.home.example, false",
        "bot.home.example, peer@far.example/x, peer@far.example, bot.home.example, false",
        "bot.home.example, bot.home.example, bot.home.example, bot.home.example, true",
        "bot.home.example, bot.home.example, -, bot.home.example, false",
        "bot.home.example, -, -, bot.home.example, false",
        "bot.home.example, -, home.example, bot.home.example, false",
    })
    void componentTakesAnswersOfWhomItAskedToTheAddressThatAsked(
            String asking, String asked, String answering, String answered, boolean fits) {
        Iq request =
                Iq.get().from(jid(asking)).to(jid(asked)).id("1").query("urn:x").build();

        Iq result = Iq.result("1").from(jid(answering)).to(jid(answered)).build();

        assertThat(IqResponseMatcher.fits(request, result, COMPONENT)).isEqualTo(fits);
    }

    @Test
    @Tag("IQ-19")
    void requestIsNoResponse() {
        Jid self = CLIENT.self();
        Iq request = Iq.get(self).id("1").query("urn:x").build();
        Iq echoed = request.toBuilder().from(self).build();

        assertThat(IqResponseMatcher.fits(request, echoed, CLIENT)).isFalse();
    }

    @Test
    void anotherIdDoesNotFit() {
        Iq request = Iq.get().id("1").query("urn:x").build();

        assertThat(IqResponseMatcher.fits(request, Iq.result("2").build(), CLIENT))
                .isFalse();
    }

    private static Jid jid(String text) {
        return text.equals("-") ? null : Jid.of(text);
    }
}
