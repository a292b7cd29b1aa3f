package org.xmppra.core.net;

import io.netty.util.NetUtil;
import java.util.Locale;

/** What no DNS server is asked about: literal addresses, and names that mean this host (RFC 6761 §6.3). Pure. */
public final class ThisHost {
    private ThisHost() {}

    /** Whether a host is a literal address or a name of this host. */
    static boolean knows(String host) {
        return isNamed(host) || isLiteral(host);
    }

    /** Whether a host can mean nothing but this machine, without a look-up. */
    public static boolean is(String host) {
        byte[] address = NetUtil.createByteArrayFromIpAddressString(host);
        if (address == null) {
            return isNamed(host);
        }
        return address.length == 4 ? address[0] == 127 : isIpv6Loopback(address);
    }

    private static boolean isNamed(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private static boolean isLiteral(String host) {
        return NetUtil.createByteArrayFromIpAddressString(host) != null;
    }

    private static boolean isIpv6Loopback(byte[] address) {
        for (int i = 0; i < address.length - 1; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[address.length - 1] == 1;
    }
}
