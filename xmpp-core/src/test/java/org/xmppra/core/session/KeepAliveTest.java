package org.xmppra.core.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("ST-10")
class KeepAliveTest {
    private static final Duration INTERVAL = Duration.ofMinutes(1);

    private final FakeClock clock = new FakeClock();
    private final List<String> done = new ArrayList<>();
    private final KeepAlive keepAlive = keepAlive(INTERVAL);

    private KeepAlive keepAlive(Duration interval) {
        return new KeepAlive(clock, interval, () -> note("asked"), () -> note("gave up"));
    }

    private void note(String what) {
        done.add(what + " at " + clock.seconds());
    }

    @Test
    void silentPeerIsAskedAfterOneIntervalAndGivenUpAfterTwo() {
        keepAlive.start();
        clock.pass(Duration.ofMinutes(10));
        assertThat(done).containsExactly("asked at 60", "gave up at 120");
        assertThat(clock.tasks).isEmpty();
    }

    @Test
    void peerThatIsHeardIsNotAsked() {
        keepAlive.start();
        for (int i = 0; i < 20; i++) {
            clock.pass(Duration.ofSeconds(59));
            keepAlive.heard();
        }
        assertThat(done).isEmpty();
    }

    @Test
    void intervalRunsFromWhatWasHeardLast() {
        keepAlive.start();
        clock.pass(Duration.ofSeconds(50));
        keepAlive.heard();
        clock.pass(Duration.ofSeconds(59));
        assertThat(done).isEmpty();
        clock.pass(Duration.ofSeconds(1));
        assertThat(done).containsExactly("asked at 110");
    }

    @Test
    void answerBeginsAnewAndTheNextSilenceIsFoundWithinTwoIntervals() {
        keepAlive.start();
        clock.pass(Duration.ofSeconds(61));
        keepAlive.heard();
        clock.pass(Duration.ofMinutes(2));
        assertThat(done).containsExactly("asked at 60", "asked at 121", "gave up at 181");
    }

    @Test
    void nothingHappensAfterTheStop() {
        keepAlive.start();
        clock.pass(Duration.ofMinutes(1));
        keepAlive.stop();
        clock.pass(Duration.ofMinutes(10));
        assertThat(done).containsExactly("asked at 60");
    }

    @Test
    void stopWithoutStartIsHarmless() {
        keepAlive.stop();
        assertThat(done).isEmpty();
    }

    @Test
    void intervalOfZeroIsNeverAsked() {
        keepAlive(Duration.ZERO).start();
        assertThat(clock.tasks).isEmpty();
    }
}
