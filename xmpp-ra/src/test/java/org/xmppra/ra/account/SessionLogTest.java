package org.xmppra.ra.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Jid;
import org.xmppra.core.session.ConnectException;
import org.xmppra.core.session.ConnectException.Kind;

class SessionLogTest {
    private final AtomicLong clock = new AtomicLong();
    private final List<String> lines = new ArrayList<>();
    private final SessionLog log = new SessionLog("bot@localhost", new Lines(), clock::get);

    private void fail(String message) {
        log.attemptFailed(new ConnectException(Kind.COMMUNICATION, message, null));
    }

    @Test
    @Tag("RA-9")
    void sameFailureIsToldOnceAndThenAtAThrottledRate() {
        fail("refused");
        fail("refused");
        assertThat(lines)
                .containsExactly(
                        "WARNING XMPPRA-0022 bot@localhost: cannot connect, trying again in the background: refused");
        fail("unknown host");
        assertThat(lines).as("another reason is news").hasSize(2);
        clock.addAndGet(Duration.ofMinutes(11).toNanos());
        fail("unknown host");
        assertThat(lines).as("the administrator is reminded").hasSize(3);
        log.live(Jid.of("bot@localhost/desk"));
        fail("unknown host");
        assertThat(lines).as("a failure after a success is news").hasSize(5);
    }

    /** Keeps what an administrator would see. */
    private final class Lines implements System.Logger {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.getSeverity() >= Level.INFO.getSeverity();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            log(level, bundle, message);
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {
            if (isLoggable(level)) {
                lines.add(level + " " + MessageFormat.format(format, parameters));
            }
        }
    }
}
