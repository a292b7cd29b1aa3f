package org.xmppra.it.servers;

import static org.xmppra.it.servers.PrivateDirectory.write;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.xmppra.it.software.RealSoftware;

/** Prosody (0.12 on Debian 12), in the foreground, as whoever runs the tests. Accounts are data files. */
public final class ProsodyServer extends ForeignServer {

    public ProsodyServer(ServerSpec spec) {
        super("prosody", spec);
    }

    /** Says what to install, or is empty when Prosody is there. */
    public static Optional<String> missing() {
        return RealSoftware.executable("prosody").isPresent()
                ? Optional.empty()
                : Optional.of("Prosody is not installed (Debian package: prosody)");
    }

    @Override
    List<String> command() {
        return List.of(
                RealSoftware.executable("prosody").orElseThrow().toString(),
                "--config",
                file("prosody.cfg.lua").toString(),
                "-F");
    }

    @Override
    void configure() {
        spec().accounts()
                .forEach((localpart, password) -> write(
                        file("data/" + fileName(domain()) + "/accounts/" + fileName(localpart) + ".dat"),
                        "return { [\"password\"] = " + lua(password) + " };\n"));
        StringBuilder components = new StringBuilder();
        spec().components()
                .forEach((domain, secret) -> components
                        .append("Component ")
                        .append(lua(domain))
                        .append("\n  component_secret = ")
                        .append(lua(secret))
                        .append('\n'));
        write(file("prosody.cfg.lua"), """
                run_as_root = true
                data_path = %s
                certificates = %s
                modules_enabled = { "roster", "saslauth", "tls", "disco", "ping", "smacks"%s }
                modules_disabled = { "s2s", "offline" } -- and no "limits": load tests are not to be slowed down
                authentication = "internal_plain"
                storage = "internal"
                c2s_require_encryption = true
                interfaces = { %s }
                c2s_ports = { %d }
                c2s_direct_tls_ports = {}
                component_interface = %s
                component_ports = { %d }
                network_settings = { tcp_backlog = 1024 }
                log = { { levels = { min = "info" }, to = "file", filename = %s } }
                ssl = { key = %s, certificate = %s }
                http_ports = {}
                https_ports = { %d }
                https_interfaces = { %s }
                VirtualHost %s
                %s""".formatted(
                        lua(file("data")),
                        lua(file("")),
                        spec().webSocket() ? ", \"websocket\"" : "",
                        lua(host()),
                        clientPort(),
                        lua(host()),
                        componentPort(),
                        lua(log()),
                        lua(keys().key()),
                        lua(keys().chain()),
                        webSocketPort(),
                        lua(host()),
                        lua(domain()),
                        components));
    }

    @Override
    String webSocketPath() {
        return "/xmpp-websocket";
    }

    /** A Lua string; every byte that could mean anything is written as its number. */
    private static String lua(Object value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte octet : value.toString().getBytes(StandardCharsets.UTF_8)) {
            quoted.append(
                    isPlain(octet) || "/.-_ ".indexOf(octet) >= 0
                            ? String.valueOf((char) octet)
                            : "\\%03d".formatted(octet & 0xff));
        }
        return quoted.append('"').toString();
    }

    /** Prosody's own rule for names in its data directory: all but ASCII letters and digits as %xx. */
    private static String fileName(String name) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : name.getBytes(StandardCharsets.UTF_8)) {
            encoded.append(isPlain(octet) ? String.valueOf((char) octet) : "%%%02x".formatted(octet & 0xff));
        }
        return encoded.toString();
    }

    private static boolean isPlain(byte octet) {
        return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') || (octet >= '0' && octet <= '9');
    }
}
