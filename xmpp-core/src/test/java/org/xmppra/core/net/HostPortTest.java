package org.xmppra.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("ST-11")
class HostPortTest {
    @ParameterizedTest
    @CsvSource({
        "xmpp.example.org, xmpp.example.org, 5222, xmpp.example.org:5222",
        "xmpp.example.org.:9222, xmpp.example.org., 9222, xmpp.example.org.:9222",
        "my_host:1, my_host, 1, my_host:1",
        "b\u00FCcher.example, b\u00FCcher.example, 5222, b\u00FCcher.example:5222",
        "192.0.2.1:65535, 192.0.2.1, 65535, 192.0.2.1:65535",
        "2001:db8::1, 2001:db8::1, 5222, [2001:db8::1]:5222",
        "[2001:db8::1], 2001:db8::1, 5222, [2001:db8::1]:5222",
        "[::1]:5269, ::1, 5269, [::1]:5269"
    })
    void hostsAndPortsAreRead(String text, String host, int port, String written) {
        assertThat(HostPort.parse(text, 5222))
                .isEqualTo(new HostPort(host, port))
                .hasToString(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":5222",
                "host:",
                "host:0",
                "host:65536",
                "host:5222x",
                "host:-1",
                "host:+1",
                "user@host",
                "host/path",
                "two words",
                "-host",
                "host\n",
                "[::1",
                "[::1]5222",
                "[::1]:",
                "[host]:5222",
                "[]",
                "fe80::1%eth0",
                "1:2:3",
                "http://host:80"
            })
    void anythingElseIsRefusedAndNotRepeated(String text) {
        assertThatThrownBy(() -> HostPort.parse(text, 5222))
                .isInstanceOf(IllegalArgumentException.class)
                .satisfies(refusal -> assertThat(refusal.getMessage().lines()).hasSize(1));
    }
}
