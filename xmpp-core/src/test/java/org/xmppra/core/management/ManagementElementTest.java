package org.xmppra.core.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xmppra.XmlElement;
import org.xmppra.core.management.ManagementElement.Ack;
import org.xmppra.core.management.ManagementElement.AckRequest;
import org.xmppra.core.management.ManagementElement.Enable;
import org.xmppra.core.management.ManagementElement.Enabled;
import org.xmppra.core.management.ManagementElement.Failed;
import org.xmppra.core.management.ManagementElement.Resume;
import org.xmppra.core.management.ManagementElement.Resumed;
import org.xmppra.core.stream.StreamErrorCondition;
import org.xmppra.core.stream.StreamException;

@Tag("ST-9")
class ManagementElementTest {
    private static ManagementElement read(String xml) throws StreamException {
        return ManagementElement.read(XmlElement.parse(xml.replaceFirst("/>|>", " xmlns='urn:xmpp:sm:3'$0")));
    }

    @Test
    void elementsAreRead() throws StreamException {
        assertThat(read("<r/>")).isEqualTo(new AckRequest());
        assertThat(read("<a h='4294967295'/>")).isEqualTo(new Ack(0xffff_ffffL));
        assertThat(read("<enable resume='true' max='30'/>")).isEqualTo(new Enable(true, Duration.ofSeconds(30)));
        assertThat(read("<enable/>")).isEqualTo(new Enable(false, null));
        assertThat(read("<resume previd='x' h='0'/>")).isEqualTo(new Resume("x", 0));
        assertThat(read("<resumed previd='x' h='3'/>")).isEqualTo(new Resumed("x", 3));
        assertThat(read("<enabled id='x' resume='1' max='600' location='[::1]:5222'/>"))
                .isEqualTo(new Enabled("x", Duration.ofMinutes(10), "[::1]:5222"));
        assertThat(read("<failed h='7'><item-not-found xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></failed>"))
                .isEqualTo(new Failed(7L, "item-not-found"));
        assertThat(read("<failed/>")).isEqualTo(new Failed(null, "no condition"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<enabled/>",
                "<enabled id='x'/>",
                "<enabled id='x' resume='false'/>",
                "<enabled id='' resume='true'/>",
                "<enabled resume='true'/>"
            })
    void withoutIdOrWillItCannotBeResumed(String enabled) throws StreamException {
        assertThat(read(enabled)).isEqualTo(new Enabled(null, null, null));
    }

    @Test
    void maximumThatIsNoNumberSaysNothing() throws StreamException {
        assertThat(read("<enabled id='x' resume='true' max='-1'/>")).isEqualTo(new Enabled("x", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a/>",
                "<a h=''/>",
                "<a h='-1'/>",
                "<a h='4294967296'/>",
                "<a h='99999999999'/>",
                "<a h='1 '/>",
                "<resumed previd='x'/>",
                "<failed h='x'/>"
            })
    void badCountIsBadFormat(String element) {
        StreamException error = catchThrowableOfType(StreamException.class, () -> read(element));
        assertThat(error.condition()).isEqualTo(StreamErrorCondition.BAD_FORMAT);
    }

    @Test
    void unknownElementIsRefused() {
        StreamException error = catchThrowableOfType(StreamException.class, () -> read("<sm/>"));
        assertThat(error.condition()).isEqualTo(StreamErrorCondition.UNSUPPORTED_STANZA_TYPE);
    }

    @Test
    void requestsAreWritten() {
        assertThat(ManagementRequests.enable(Duration.ofMillis(1_001)).toXml())
                .isEqualTo("<enable xmlns='urn:xmpp:sm:3' resume='true' max='2'/>");
        assertThat(ManagementRequests.enable(Duration.ZERO).toXml()).isEqualTo("<enable xmlns='urn:xmpp:sm:3'/>");
        assertThat(ManagementRequests.resume("x", 5).toXml())
                .isEqualTo("<resume xmlns='urn:xmpp:sm:3' h='5' previd='x'/>");
    }
}
