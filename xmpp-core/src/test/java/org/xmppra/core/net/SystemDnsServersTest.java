package org.xmppra.core.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("ST-1")
class SystemDnsServersTest {
    @Test
    void addressesOfNameServersAreRead(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("resolv.conf"), """
                # a comment
                search example.org
                nameserver 192.0.2.53
                  nameserver\t2001:db8::53
                nameserver
                nameserver dns.example.org
                options ndots:2
                nameserver 192.0.2.54
                nameserver 192.0.2.55
                """);
        assertThat(SystemDnsServers.read(file))
                .containsExactly(
                        new HostPort("192.0.2.53", 53),
                        new HostPort("2001:db8::53", 53),
                        new HostPort("192.0.2.54", 53));
    }
}
