package org.xmppra.sample.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunPortTest {
    private final Properties properties = new Properties();

    @Test
    void takenPortIsNamedWithThePropertyThatMovesIt() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RunPort port = new RunPort("the page", "xmppra.run.httpPort", taken.getLocalPort());

            assertThatThrownBy(() -> RunPort.checkFree(List.of(port)))
                    .isInstanceOf(RunException.class)
                    .hasMessageContaining(
                            "Port " + taken.getLocalPort() + " on 127.0.0.1, the port for the page, is taken")
                    .hasMessageContaining("-Dxmppra.run.httpPort=");
        }
    }

    @Test
    void propertyMovesThePort() throws Exception {
        properties.setProperty("p", "8181");

        assertThat(RunPort.of(properties, "the page", "p", 8080).number()).isEqualTo(8181);
        assertThat(RunPort.of(properties, "the page", "q", 8080).number()).isEqualTo(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "65536", "http", "-1"})
    void whatIsNoPortIsRefused(String value) {
        properties.setProperty("p", value);

        assertThatThrownBy(() -> RunPort.of(properties, "the page", "p", 8080))
                .isInstanceOf(RunException.class)
                .hasMessageContaining("-Dp=" + value);
    }
}
