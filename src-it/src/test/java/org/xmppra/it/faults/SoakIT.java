package org.xmppra.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xmppra.it.servers.RealServer;
import org.xmppra.it.servers.XmppServer;
import org.xmppra.it.software.RealSoftware;

/** Requests both ways, on each real server, while everything happens that can happen to a connection. */
class SoakIT {
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("xmppra.soak.seconds", 60));
    private static final int RATE = Integer.getInteger("xmppra.soak.rate", 2_000);
    private static final long SEED = Long.getLong("xmppra.soak.seed", System.nanoTime());
    private static final long GROWTH_KIB = 16 << 10;

    @ParameterizedTest
    @EnumSource
    @Tag("IQ-21")
    @Tag("IQ-25")
    @Tag("ST-9")
    @Tag("ST-11")
    void everyRequestEndsOnceAndEveryDeliveredOneIsAnsweredOnce(RealServer kind) throws Exception {
        RealSoftware.require(kind.missing());
        try (XmppServer server = kind.create(Soak.SERVER)) {
            server.start();
            try (Soak soak = new Soak(server)) {
                Soak.Outcome outcome = soak.run(TIME, RATE, SEED);

                assertThat(outcome.romeo().mistakes())
                        .as("romeo's requests, seed " + SEED)
                        .isEmpty();
                assertThat(outcome.julia().mistakes())
                        .as("julia's requests, seed " + SEED)
                        .isEmpty();
                assertThat(outcome.romeo().results())
                        .as("results")
                        .isGreaterThan(outcome.romeo().asked() / 4);
                assertThat(outcome.faults()).containsKeys("cut", "server killed -9 and started again");
                assertThat(outcome.end().heapKib()).isLessThan(outcome.warm().heapKib() + GROWTH_KIB);
                assertThat(outcome.end().threads())
                        .isLessThanOrEqualTo(outcome.warm().threads() + 1);
            }
        }
    }
}
