package org.xmppra.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ManagedConnection;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.Iq;
import org.xmppra.IqListener;
import org.xmppra.ra.container.ServerTest;
import org.xmppra.ra.container.StubContainer;

class AdapterLifeCycleTest extends ServerTest {
    /** Answers empty results. */
    public static class Bean implements IqListener {
        @Override
        public Iq onIq(Iq request) {
            return request.reply();
        }
    }

    @Test
    @Tag("RA-9")
    void startingConnectsNowhere() {
        assertThat(SERVER.sessions()).isEmpty();
        assertThat(SERVER.components()).isEmpty();
    }

    @Test
    @Tag("RA-11")
    void threadsAreAHandfulOfLongRunningWorks() {
        try (StubContainer other = StubContainer.start(adapter -> {
            onServer(adapter);
            adapter.setEventLoops(3);
        })) {
            await().until(() -> other.works().longRunning().size() == 6);
            assertThat(other.works().longRunning())
                    .contains("xmpp-ra-loop-1", "xmpp-ra-loop-3", "xmpp-ra-helper-2", "xmpp-ra-dispatcher-1");
        }
    }

    @Test
    @Tag("RA-10")
    void stoppingSaysGoodbyeEndsEveryWorkAndIsHarmlessTwice() throws Exception {
        container.deploy(new Bean(), spec -> spec.setNamespace("urn:example:x"));
        ManagedConnection idle = container.factory(ServerTest::asAlice).createManagedConnection(null, null);
        awaitBot();
        long before = System.nanoTime();
        container.adapter().stop();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
        assertThat(container.works().unfinished()).isEmpty();
        await().until(() -> SERVER.sessions().isEmpty());
        container.adapter().stop();
        assertThatCode(idle::destroy).doesNotThrowAnyException();
        assertThatThrownBy(() -> container.deploy(new Bean(), spec -> spec.setNamespace("urn:example:x")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    @Tag("RA-10")
    void adapterCanBeStartedAgain() throws Exception {
        container.adapter().stop();
        container.adapter().start(container);
        container.deploy(new Bean(), spec -> spec.setNamespace("urn:example:x"));
        awaitBot();
    }

    @Test
    @Tag("RA-6")
    void loopsThatCannotBeAreRefused() {
        assertThatThrownBy(() -> StubContainer.start(adapter -> adapter.setEventLoops(0)))
                .hasRootCauseMessage("XMPPRA-0001 The configuration of XmppResourceAdapter cannot be used:"
                        + " eventLoops='0': a number from 1 to 64");
    }
}
