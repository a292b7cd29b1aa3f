package org.xmppra.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.StanzaErrorCondition;
import org.xmppra.core.iq.BuiltIn;
import org.xmppra.core.xml.XmlLimits;

/** What holds for the whole adapter. */
class AdapterSettingsTest {
    private final XmppResourceAdapter adapter = new XmppResourceAdapter();

    @Test
    @Tag("IQ-37")
    void limitsAreTheDocumentedOnesUnlessConfigured() throws Exception {
        assertThat(AdapterSettings.of(adapter).limits()).isEqualTo(XmlLimits.DEFAULT);
        adapter.setMaxStanzaBytes(1_000);
        adapter.setMaxDepth(5);
        adapter.setMaxAttributes(6);
        adapter.setMaxNameLength(7);
        assertThat(AdapterSettings.of(adapter).limits()).isEqualTo(new XmlLimits(1_000, 5, 6, 7));
    }

    @Test
    @Tag("IQ-32")
    void builtInAnswersCanBeSwitchedOff() throws Exception {
        assertThat(AdapterSettings.of(adapter).builtIns()).containsExactlyInAnyOrder(BuiltIn.values());
        adapter.setBuiltInAnswers("ping,disco-info");
        assertThat(AdapterSettings.of(adapter).builtIns()).isEqualTo(Set.of(BuiltIn.PING, BuiltIn.DISCO_INFO));
        adapter.setBuiltInAnswers("none");
        assertThat(AdapterSettings.of(adapter).router(true).builtIns()).isEmpty();
    }

    @Test
    @Tag("IQ-25")
    void unknownRequestsCanBeAnsweredAsSleekXmppDoes() throws Exception {
        assertThat(AdapterSettings.of(adapter).unknown().condition())
                .isEqualTo(StanzaErrorCondition.SERVICE_UNAVAILABLE);
        adapter.setUnknownRequests("feature-not-implemented");
        assertThat(AdapterSettings.of(adapter).unknown().condition())
                .isEqualTo(StanzaErrorCondition.FEATURE_NOT_IMPLEMENTED);
    }

    @Test
    @Tag("RA-6")
    void everythingWrongIsToldAtOnce() {
        adapter.setEventLoops(0);
        adapter.setMaxDepth(1_000);
        adapter.setBuiltInAnswers("ping, pong");
        adapter.setUnknownRequests("ignored");
        assertThatThrownBy(() -> AdapterSettings.of(adapter))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("eventLoops='0': a number from 1 to 64")
                .hasMessageContaining("maxDepth='1000': a number from 1 to 256")
                .hasMessageContaining("builtInAnswers='ping, pong'")
                .hasMessageContaining("unknownRequests='ignored'");
    }
}
