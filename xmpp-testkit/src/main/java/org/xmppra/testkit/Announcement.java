package org.xmppra.testkit;

import java.io.PrintWriter;
import java.util.TreeMap;

/** What the command line tells once the server is ready. Passwords are shown: they were given on the same command line. */
record Announcement(ServerConfig config, PrintWriter out) {
    void print() {
        out.println("XMPP server of " + config.domain() + " on " + config.host());
        port("clients, STARTTLS " + config.tls(), config.ports().client());
        port("clients, direct TLS", config.ports().directTls());
        port("components", config.ports().component());
        port("clients, WebSocket at " + WebSocketPipeline.PATH, config.ports().webSocket());
        new TreeMap<>(config.users())
                .forEach((name, password) ->
                        out.println("  account    " + name + "@" + config.domain() + "  password " + password));
        new TreeMap<>(config.components())
                .forEach((domain, secret) -> out.println("  component  " + domain + "  secret " + secret));
        out.println("XMPP server ready. Ctrl-C ends it.");
        out.flush();
    }

    private void port(String what, int port) {
        if (port != ServerConfig.Ports.OFF) {
            out.println("  port       " + port + "  " + what);
        }
    }
}
