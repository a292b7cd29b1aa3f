package org.xmppra.sample.ejb;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.Jid;

class ServedLogTest {
    private final ServedLog log = new ServedLog();

    @Test
    void tellsWhoAskedWhatButNotThePayload() {
        Iq request = Iq.set(Jid.of("bot@localhost/sample"))
                .from(Jid.of("alice@localhost/phone"))
                .payload("<note xmlns='urn:xmppra:sample:notes'>my secret</note>")
                .build();

        log.add(Notes.class, request);

        assertThat(log.latest()).singleElement().satisfies(served -> {
            assertThat(served.who()).isEqualTo("alice@localhost/phone");
            assertThat(served.bean()).isEqualTo("Notes");
            assertThat(served.type()).isEqualTo("set");
            assertThat(served.namespace()).isEqualTo("urn:xmppra:sample:notes");
            assertThat(served.element()).isEqualTo("note");
            assertThat(served.toString()).doesNotContain("my secret");
        });
    }

    @Test
    void keepsTheLatestFiftyLatestFirst() {
        for (int i = 0; i < 60; i++) {
            log.add(CustomXep.class, Iq.get().query("custom-xep").build());
        }

        assertThat(log.latest()).hasSize(50);
        assertThat(log.latest().get(0).number()).isEqualTo(60);
        assertThat(log.latest().get(49).number()).isEqualTo(11);
    }
}
