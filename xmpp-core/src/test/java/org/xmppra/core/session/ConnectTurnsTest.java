package org.xmppra.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ConnectTurnsTest {
    private final ConnectTurns turns = new ConnectTurns(2);
    private final List<String> begun = new ArrayList<>();

    private void take(String server, String who) {
        turns.take(server, () -> begun.add(who));
    }

    @Test
    @Tag("ST-11")
    void thoseWhoWaitHaveTheirTurnInTheOrderTheyCame() {
        take("a", "1");
        take("a", "2");
        take("a", "3");
        take("a", "4");
        assertThat(begun).containsExactly("1", "2");

        turns.giveBack("a");
        assertThat(begun).containsExactly("1", "2", "3");
        turns.giveBack("a");
        assertThat(begun).containsExactly("1", "2", "3", "4");
    }

    @Test
    @Tag("ST-11")
    void serversDoNotWaitForEachOther() {
        take("a", "1");
        take("a", "2");
        take("a", "3");
        take("b", "other");
        assertThat(begun).containsExactly("1", "2", "other");
    }

    @Test
    void nothingIsKeptOfAServerThatNobodyConnectsTo() {
        take("a", "1");
        take("a", "2");
        take("a", "3");
        turns.giveBack("a");
        turns.giveBack("a");
        assertThat(turns.isIdle()).isFalse();
        turns.giveBack("a");
        assertThat(turns.isIdle()).isTrue();
    }
}
