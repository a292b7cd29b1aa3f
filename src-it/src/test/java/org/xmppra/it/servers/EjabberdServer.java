package org.xmppra.it.servers;

import static org.xmppra.it.servers.PrivateDirectory.delete;
import static org.xmppra.it.servers.PrivateDirectory.write;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.xmppra.it.software.RealSoftware;

/**
 * ejabberd (23.01 on Debian 12). The Erlang machine is started directly, not through ejabberdctl, which insists on
 * the user {@code ejabberd}; and without a node name, so that there is no epmd, no cookie, and any number of servers
 * beside each other. A script that runs once ejabberd is up registers the accounts and leaves a mark.
 */
public final class EjabberdServer extends ForeignServer {

    private static final String READY = "ready";

    public EjabberdServer(ServerSpec spec) {
        super("ejabberd", spec);
    }

    /** Says what to install, or is empty when ejabberd and its Erlang are there. */
    public static Optional<String> missing() {
        return RealSoftware.executable("erl").isPresent() && libraries().isPresent()
                ? Optional.empty()
                : Optional.of("ejabberd is not installed (Debian package: ejabberd)");
    }

    /** The directory above {@code ejabberd-23.01-1/ebin}; Debian names it after the machine's architecture. */
    private static Optional<Path> libraries() {
        try (DirectoryStream<Path> candidates = Files.newDirectoryStream(Path.of("/usr/lib"))) {
            for (Path candidate : candidates) {
                if (Files.isDirectory(candidate) && hasEjabberd(candidate)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean hasEjabberd(Path libraries) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(libraries, "ejabberd-*")) {
            for (Path ejabberd : found) {
                if (Files.exists(ejabberd.resolve("ebin/ejabberd.app"))) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    List<String> command() {
        return List.of(
                RealSoftware.executable("erl").orElseThrow().toString(),
                "-noinput",
                "+P",
                "250000",
                "-mnesia",
                "dir",
                erlangString(file("spool")),
                "-s",
                "ejabberd",
                "-eval",
                "ok = file:eval(" + erlangString(file("accounts.erl")) + ").");
    }

    @Override
    Map<String, String> environment() {
        return Map.of(
                "HOME", file("").toString(),
                "ERL_LIBS", libraries().orElseThrow().toString(),
                "ERL_CRASH_DUMP", file("crash.dump").toString(),
                "ERL_MAX_PORTS", "32000",
                "EJABBERD_CONFIG_PATH", file("ejabberd.yml").toString(),
                "EJABBERD_LOG_PATH", log().toString());
    }

    @Override
    boolean isReady() {
        return Files.exists(file(READY));
    }

    @Override
    void configure() {
        delete(file(READY));
        write(file("ejabberd.yml"), """
                hosts: [%1$s]
                loglevel: info
                certfiles: [%2$s]
                ca_file: %3$s
                auth_method: internal
                auth_password_format: plain
                max_fsm_queue: 100000
                shaper_rules:
                  max_user_sessions: infinity
                listen:
                  - module: ejabberd_c2s
                    ip: %4$s
                    port: %5$d
                    backlog: 1024
                    starttls_required: true
                    shaper: none
                    access: all
                  - module: ejabberd_service
                    ip: %4$s
                    port: %6$d
                    backlog: 1024
                    shaper: none
                    access: all
                    hosts: %7$s
                %8$s
                modules:
                  mod_disco: {}
                  mod_roster: {}
                  mod_ping: {send_pings: false}
                  mod_stream_mgmt: {}
                """.formatted(
                yaml(domain()),
                yaml(keys().all()),
                yaml(keys().authority()),
                yaml(host()),
                clientPort(),
                componentPort(),
                spec().components().entrySet().stream()
                        .map(component -> yaml(component.getKey()) + ": {password: " + yaml(component.getValue()) + "}")
                        .collect(Collectors.joining(", ", "{", "}")),
                spec().webSocket() ? webSocketListener() : ""));
        write(file("accounts.erl"), """
                lists:foreach(
                  fun({User, Password}) ->
                    case ejabberd_auth:try_register(User, %s, Password) of ok -> ok; {error, exists} -> ok end
                  end,
                  [%s]),
                ok = file:write_file(%s, <<>>).
                """.formatted(
                        erlangBinary(domain()),
                        spec().accounts().entrySet().stream()
                                .map(account -> "{" + erlangBinary(account.getKey()) + ", "
                                        + erlangBinary(account.getValue()) + "}")
                                .collect(Collectors.joining(", ")),
                        erlangString(file(READY))));
    }

    private String webSocketListener() {
        return "  - {module: ejabberd_http, ip: " + yaml(host()) + ", port: " + webSocketPort()
                + ", tls: true, request_handlers: {" + webSocketPath() + ": ejabberd_http_ws}}";
    }

    @Override
    String webSocketPath() {
        return "/xmpp";
    }

    private static String yaml(Object value) {
        return "\"" + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String erlangString(Path path) {
        return yaml(path);
    }

    private static String erlangBinary(String value) {
        byte[] octets = value.getBytes(StandardCharsets.UTF_8);
        return IntStream.range(0, octets.length)
                .mapToObj(index -> String.valueOf(octets[index] & 0xff))
                .collect(Collectors.joining(",", "<<", ">>"));
    }
}
