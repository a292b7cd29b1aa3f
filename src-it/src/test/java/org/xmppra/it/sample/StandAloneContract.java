package org.xmppra.it.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.it.appservers.Packaging;

/** The RAR is deployed by itself; the container signs senders on to an account of its choice. */
abstract class StandAloneContract extends PortabilityContract {
    @Override
    final Packaging packaging(Map<String, String> adapter) {
        return Packaging.standAlone(adapter, "alice", PASSWORD);
    }

    @Test
    @Tag("RA-19")
    void aSenderUsesTheAccountThatTheContainerSignsOnTo() {
        assertThat(sample().status().getString("sender")).startsWith("alice@localhost/");
    }
}
