package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class IqTest {
    private static final Jid ROMEO = Jid.of("romeo@example.net/orchard");
    private static final Jid JULIET = Jid.of("juliet@example.com/balcony");

    private static Iq request() {
        return Iq.get(JULIET).from(ROMEO).id("r1").query("urn:x").build();
    }

    @Test
    @Tag("IQ-1")
    void getHasTypeIdAddressesAndAnEmptyQuery() {
        Iq get = Iq.get(JULIET)
                .from(ROMEO)
                .query("http://jabber.org/protocol/disco#info")
                .build();

        assertThat(get.type()).isEqualTo(IqType.GET);
        assertThat(get.id()).isNotEmpty();
        assertThat(get.to()).hasValue(JULIET);
        assertThat(get.from()).hasValue(ROMEO);
        assertThat(get.payload().toXml()).isEqualTo("<query xmlns='http://jabber.org/protocol/disco#info'/>");
    }

    @Test
    @Tag("IQ-1")
    void addressesOfAGetAreOptional() {
        Iq get = Iq.get().query("urn:x").build();

        assertThat(get.to()).isEmpty();
        assertThat(get.from()).isEmpty();
        assertThat(get.language()).isEmpty();
    }

    @Test
    @Tag("IQ-2")
    void setTakesAPayloadOfAnyKind() throws Exception {
        XmlElement payload = XmlElement.parse("<a xmlns='urn:x'>1</a>");
        for (Object form : new Object[] {
            payload,
            payload.toXml(),
            payload.as(org.w3c.dom.Element.class),
            payload.reader(),
            payload.as(javax.xml.transform.Source.class)
        }) {
            Iq set = Iq.set(JULIET).payload(form).build();
            assertThat(set.type()).isEqualTo(IqType.SET);
            assertThat(set.payload()).isEqualTo(payload);
        }
        assertThat(Iq.set().payload(payload).build().to()).isEmpty();
    }

    @Test
    @Tag("IQ-3")
    void replyKeepsTheIdAndTurnsTheAddressesRound() {
        Iq empty = request().reply();
        assertThat(empty.type()).isEqualTo(IqType.RESULT);
        assertThat(empty.id()).isEqualTo("r1");
        assertThat(empty.to()).hasValue(ROMEO);
        assertThat(empty.from()).hasValue(JULIET);
        assertThat(empty.hasPayload()).isFalse();

        assertThat(request().reply("<a xmlns='urn:y'/>").payload().is("urn:y", "a"))
                .isTrue();
    }

    @Test
    @Tag("IQ-3")
    void resultIsMadeFromParts() {
        Iq result = Iq.result("r1").to(ROMEO).payload("<a xmlns='urn:y'/>").build();

        assertThat(result.type()).isEqualTo(IqType.RESULT);
        assertThat(result.id()).isEqualTo("r1");
        assertThat(result.to()).hasValue(ROMEO);
    }

    @Test
    @Tag("IQ-4")
    void errorReplyCarriesTheErrorAndEchoesOnlyWhenAsked() {
        StanzaError error = StanzaError.of(StanzaErrorCondition.ITEM_NOT_FOUND).withText("no such thing");
        Iq plain = request().errorReply(error);
        assertThat(plain.type()).isEqualTo(IqType.ERROR);
        assertThat(plain.id()).isEqualTo("r1");
        assertThat(plain.to()).hasValue(ROMEO);
        assertThat(plain.error()).isEqualTo(error);
        assertThat(plain.children()).isEmpty();

        Iq echo = request().errorReply(error.withRequestEchoed());
        assertThat(echo.payload()).isEqualTo(request().payload());
        assertThat(request().errorReply(StanzaErrorCondition.CONFLICT).error().type())
                .isEqualTo(StanzaErrorType.CANCEL);
        assertThat(Iq.error("e1", error).to(ROMEO).build().error()).isEqualTo(error);
    }

    @Test
    @Tag("IQ-4")
    void errorReplyIsFeatureNotImplementedByDefault() {
        StanzaError error = request().errorReply().error();

        assertThat(error.condition()).isEqualTo(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);
        assertThat(error.type()).isEqualTo(StanzaErrorType.CANCEL);
    }

    @Test
    @Tag("IQ-25")
    void answersAreNeverAnswered() {
        for (Iq answer : List.of(request().reply(), request().errorReply(StanzaErrorCondition.GONE))) {
            assertThatIllegalStateException().isThrownBy(answer::reply);
            assertThatIllegalStateException().isThrownBy(() -> answer.errorReply(StanzaErrorCondition.GONE));
        }
    }

    @Test
    @Tag("IQ-5")
    void newPayloadReplacesTheOldOneAndTheTypeStays() {
        Iq iq = Iq.set(JULIET)
                .query("urn:old")
                .payload("<a xmlns='urn:x'/>")
                .query("urn:new")
                .build();

        assertThat(iq.type()).isEqualTo(IqType.SET);
        assertThat(iq.children()).singleElement().matches(child -> child.is("urn:new", "query"));
    }

    @Test
    @Tag("IQ-5")
    void severalReceivedChildrenAreKeptAndNoneIsThePayload() {
        XmlElement child = XmlElement.parse("<a xmlns='urn:x'/>");
        Iq faulty = Iq.result("1").children(List.of(child, child)).build();

        assertThat(faulty.children()).hasSize(2);
        assertThatIllegalStateException().isThrownBy(faulty::payload).withMessageContaining("result 1 has 2 payloads");
        assertThatIllegalStateException()
                .isThrownBy(() -> request().reply().payload())
                .withMessageContaining("no payload");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iq.get().children(List.of(child, child)).build());
    }

    @Test
    @Tag("IQ-6")
    void idsAreUniqueAndDoNotTellOneAnother() {
        Set<String> ids = new HashSet<>();
        Set<String> beginnings = new HashSet<>();
        Set<String> ends = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String id = Iq.get().query("urn:x").build().id();
            ids.add(id);
            beginnings.add(id.substring(0, 8));
            ends.add(id.substring(8));
        }
        assertThat(ids).hasSize(10_000);
        // 48 random bits each: that two of ten thousand agree has a chance of one in five million
        assertThat(beginnings).hasSize(10_000);
        assertThat(ends).hasSize(10_000);
    }

    @Test
    @Tag("IQ-6")
    void idsThatManyThreadsMakeAtOnceAreUnique() {
        Set<String> ids = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 200_000)
                .parallel()
                .forEach(i -> ids.add(Iq.get().query("urn:x").build().id()));

        assertThat(ids).hasSize(200_000);
    }

    @Test
    @Tag("IQ-6")
    void whatCannotBeAnIqIsRefusedWithAReason() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iq.get().id(""))
                .withMessageContaining("must not be empty");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iq.get().id("a\u0000"))
                .withMessageContaining("id holds U+0000");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iq.get().language("\uFFFF"))
                .withMessageContaining("xml:lang");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iq.set(JULIET).build())
                .withMessageContaining("A set needs one payload");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Iq.get().query(""))
                .withMessageContaining("needs a namespace");
        assertThatNullPointerException().isThrownBy(() -> Iq.get(null));
        assertThatNullPointerException().isThrownBy(() -> Iq.get().payload(null));
        assertThatNullPointerException().isThrownBy(() -> Iq.error("1", null));
        assertThatIllegalStateException().isThrownBy(() -> request().error()).withMessageContaining("has no error");
    }

    @Test
    @Tag("IQ-7")
    void builderMakesTheNextIqAndLeavesTheFirstAlone() {
        Iq first = Iq.get(JULIET).language("en").query("urn:x").build();

        Iq next = first.toBuilder().to(ROMEO).query("urn:y").build();

        assertThat(first.to()).hasValue(JULIET);
        assertThat(first.payload().namespace()).isEqualTo("urn:x");
        assertThat(next.to()).hasValue(ROMEO);
        assertThat(next.id()).isEqualTo(first.id());
        assertThat(next.language()).hasValue("en");
        assertThat(first.toBuilder().build()).isEqualTo(first).hasSameHashCodeAs(first);
    }

    @Test
    @Tag("IQ-7")
    void builderThatGoesOnDoesNotChangeWhatItBuilt() {
        Iq.Builder builder = Iq.get(JULIET).query("urn:x");
        Iq first = builder.build();
        Iq second = builder.to(ROMEO).query("urn:y").build();

        assertThat(first.to()).hasValue(JULIET);
        assertThat(first.payload().namespace()).isEqualTo("urn:x");
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void descriptionNamesThePayloadAndHidesIt() {
        assertThat(Iq.set(JULIET)
                        .id("1")
                        .payload("<a xmlns='urn:x' k='secret'>secret</a>")
                        .build())
                .hasToString("iq set 1 to " + JULIET + " {urn:x}a");
    }
}
