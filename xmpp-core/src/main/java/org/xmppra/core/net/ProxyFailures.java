package org.xmppra.core.net;

import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.proxy.ProxyConnectException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in one line why a proxy did not connect, and which property to look at. */
final class ProxyFailures {
    private static final Pattern STATUS = Pattern.compile("status: (.+)$");

    private ProxyFailures() {}

    static String explain(Proxy proxy, HostPort host, Throwable cause) {
        if (!(cause instanceof ProxyConnectException)) {
            return "no connection to the " + proxy + ": " + cause.getMessage()
                    + "; check the properties proxyHost and proxyPort";
        }
        String said = said(String.valueOf(cause.getMessage()));
        if (refusesUser(said)) {
            return "the " + proxy + " refuses the user (" + said
                    + "): check the properties proxyUserName and proxyPassword";
        }
        return "the " + proxy + " does not connect to " + host + " (" + said + ")"
                + (cause instanceof HttpProxyHandler.HttpProxyConnectException
                        ? ": check that it allows CONNECT to this port"
                        : "");
    }

    /** What Netty says behind "protocol, authentication, addresses": "status: FAILURE", "timeout", "disconnected". */
    private static String said(String message) {
        Matcher status = STATUS.matcher(message);
        if (status.find()) {
            return status.group(1);
        }
        int comma = message.lastIndexOf(", ");
        return comma < 0 ? message : message.substring(comma + 2);
    }

    private static boolean refusesUser(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        return text.contains("407") || text.contains("authstatus") || text.contains("authmethod");
    }
}
