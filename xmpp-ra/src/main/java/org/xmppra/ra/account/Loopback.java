package org.xmppra.ra.account;

import java.util.Locale;
import java.util.regex.Pattern;

/** Tells names that can mean nothing but this machine (RFC 6761 §6.3) from others, without a look-up. */
final class Loopback {
    private static final Pattern IPV4 = Pattern.compile("127(\\.\\d{1,3}){3}");

    private Loopback() {}

    static boolean is(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.equals("::1")
                || name.equals("[::1]")
                || IPV4.matcher(name).matches();
    }
}
