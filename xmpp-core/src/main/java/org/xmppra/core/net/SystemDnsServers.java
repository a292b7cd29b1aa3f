package org.xmppra.core.net;

import io.netty.util.NetUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Whom this host asks about names (resolv.conf(5)). Read anew each time: networks change. */
final class SystemDnsServers {
    private static final Path CONFIGURATION = Path.of("/etc/resolv.conf");
    private static final int PORT = 53;
    /** As the resolver of the C library. */
    private static final int MOST = 3;

    private SystemDnsServers() {}

    /** @throws IOException if the system keeps them elsewhere */
    static List<HostPort> read() throws IOException {
        return read(CONFIGURATION);
    }

    static List<HostPort> read(Path configuration) throws IOException {
        try (Stream<String> lines = Files.lines(configuration)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > 1 && words[0].equals("nameserver"))
                    .filter(words -> NetUtil.createByteArrayFromIpAddressString(words[1]) != null)
                    .limit(MOST)
                    .map(words -> new HostPort(words[1], PORT))
                    .toList();
        }
    }
}
