package org.xmppra;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exceptions carry IQs, elements, errors and addresses out of remote calls. */
class SerializationTest {
    private static final Jid PEER = Jid.of("romeo@example.net/orchard");
    private static final Iq REQUEST = Iq.set(PEER)
            .from(Jid.of("juliet@example.com/balcony"))
            .language("en")
            .payload("<p:a xmlns:p='urn:x' p:k='&#13;'>t&amp;<b xmlns='urn:y'/></p:a>")
            .build();

    @Test
    @Tag("IQ-7")
    void valuesComeBackEqual() throws Exception {
        assertThat(Serialization.copy(PEER)).isEqualTo(PEER);
        assertThat(Serialization.copy(REQUEST)).isEqualTo(REQUEST);
        assertThat(Serialization.copy(REQUEST.payload())).isEqualTo(REQUEST.payload());
        assertThat(Serialization.copy(Iq.result("1").build()))
                .isEqualTo(Iq.result("1").build());
    }

    @Test
    @Tag("IQ-13")
    void exceptionsKeepWhatTheyCarry() throws Exception {
        StanzaError error = StanzaError.of(StanzaErrorCondition.CONFLICT)
                .withText("taken", "en")
                .withBy(PEER.domainJid())
                .withApplicationCondition(XmlElement.parse("<why xmlns='urn:x'/>"));
        Iq response = REQUEST.errorReply(error.withRequestEchoed());

        IqErrorException failed = Serialization.copy(new IqErrorException(response));
        assertThat(failed.response()).isEqualTo(response);
        assertThat(failed.error()).isEqualTo(response.error());
        assertThat(Serialization.copy(new IqTimeoutException(REQUEST, Duration.ofSeconds(1)))
                        .request())
                .isEqualTo(REQUEST);
        assertThat(Serialization.copy(new StanzaErrorException(error)).error()).isEqualTo(error);
        assertThat(Serialization.copy(new XmppConnectionException("m", DeliveryStatus.NOT_SENT))
                        .deliveryStatus())
                .isEqualTo(DeliveryStatus.NOT_SENT);
    }

    @Test
    void deepestTreeComesBackEqual() throws Exception {
        XmlElement tree = XmlElement.named("urn:x", "a").build();
        while (tree.depth() < XmlElement.MAX_DEPTH) {
            tree = XmlElement.named("urn:x", "a").child(tree).build();
        }
        assertThat(Serialization.copy(tree)).isEqualTo(tree).hasSameHashCodeAs(tree);
    }
}
