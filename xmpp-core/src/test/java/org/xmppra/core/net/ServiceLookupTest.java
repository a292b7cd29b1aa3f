package org.xmppra.core.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.xmppra.core.net.ServiceLookup.Services;

@Tag("ST-1")
class ServiceLookupTest {
    private static final String PLAIN = "_xmpp-client._tcp.example.org";
    private static final String DIRECT = "_xmpps-client._tcp.example.org";
    private static final Duration TIME = Duration.ofSeconds(5);

    private final Map<String, List<SrvEntry>> records = new HashMap<>();

    private final Dns dns = new Dns() {
        @Override
        public List<SrvEntry> services(String name, Duration time) throws IOException {
            List<SrvEntry> found = records.getOrDefault(name, List.of());
            if (found == null) {
                throw new IOException("no answer");
            }
            return found;
        }

        @Override
        public List<InetAddress> addresses(String host) {
            throw new AssertionError("Only services are asked for here");
        }
    };

    private List<String> targets(Services services) throws UnknownHostException {
        return new ServiceLookup(dns, bound -> bound - 1)
                .targets("example.org", services, TIME).stream()
                        .map(ServerTarget::toString)
                        .toList();
    }

    @Test
    void bothKindsAreMixedByPriority() throws Exception {
        records.put(PLAIN, List.of(new SrvEntry(20, 1, 5222, "late"), new SrvEntry(5, 1, 5222, "early")));
        records.put(DIRECT, List.of(new SrvEntry(10, 1, 5223, "middle")));
        assertThat(targets(Services.ANY)).containsExactly("early:5222", "middle:5223 (direct TLS)", "late:5222");
        assertThat(targets(Services.PLAIN)).containsExactly("early:5222", "late:5222");
        assertThat(targets(Services.DIRECT_TLS)).containsExactly("middle:5223 (direct TLS)");
    }

    @Test
    void withoutRecordsItIsTheDomainOnTheUsualPort() throws Exception {
        assertThat(targets(Services.ANY)).containsExactly("example.org:5222");
        assertThat(targets(Services.DIRECT_TLS)).containsExactly("example.org:5223 (direct TLS)");
    }

    @Test
    void kindThatIsSaidNotToExistIsLeftOut() throws Exception {
        records.put(DIRECT, List.of(new SrvEntry(0, 0, 0, ".")));
        records.put(PLAIN, List.of(new SrvEntry(0, 0, 5222, "xmpp")));
        assertThat(targets(Services.ANY)).containsExactly("xmpp:5222");
        records.remove(PLAIN);
        assertThatThrownBy(() -> targets(Services.ANY)).hasMessageContaining("'.'");
    }

    @Test
    void silenceAboutOneKindLeavesTheOther() throws Exception {
        records.put(DIRECT, null);
        records.put(PLAIN, List.of(new SrvEntry(0, 0, 5222, "xmpp")));
        assertThat(targets(Services.ANY)).containsExactly("xmpp:5222");
        records.put(PLAIN, null);
        assertThat(targets(Services.ANY)).containsExactly("example.org:5222");
    }

    @Test
    void thisHostAndAddressesAreNotAskedAbout() throws Exception {
        ServiceLookup lookup = new ServiceLookup(
                new Dns() {
                    @Override
                    public List<SrvEntry> services(String name, Duration time) {
                        throw new AssertionError("Asked for " + name);
                    }

                    @Override
                    public List<InetAddress> addresses(String host) {
                        throw new AssertionError("Asked for " + host);
                    }
                },
                bound -> 0);
        for (String host : List.of("localhost", "xmpp.localhost", "192.0.2.1", "::1")) {
            assertThat(lookup.targets(host, Services.ANY, TIME))
                    .containsExactly(new ServerTarget(new HostPort(host, 5222), false));
        }
    }
}
