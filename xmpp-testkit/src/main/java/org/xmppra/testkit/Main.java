package org.xmppra.testkit;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.xmppra.core.tls.TlsConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The server from the command line; runs until it is interrupted. */
@Command(
        name = "xmpp-testkit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "A small XMPP server for tests and first steps. Its accounts live in memory only.")
public final class Main implements Callable<Integer> {
    private static final int CANNOT_START = 1;
    private static final int COMPONENT_PORT = 5347;

    @Spec
    private @Nullable CommandSpec command;

    @Option(names = "--domain", defaultValue = "localhost", description = "The domain to serve (${DEFAULT-VALUE})")
    private String domain = "localhost";

    @Option(names = "--host", defaultValue = "127.0.0.1", description = "The address to listen on (${DEFAULT-VALUE})")
    private String host = "127.0.0.1";

    @Option(
            names = "--port",
            defaultValue = "5222",
            description = "The port for clients with STARTTLS (${DEFAULT-VALUE}); 0 for any")
    private int port;

    @Option(
            names = "--direct-tls-port",
            defaultValue = "-1",
            description = "The port for clients with direct TLS, such as 5223; 0 for any; none without this")
    private int directTlsPort;

    @Option(
            names = "--component-port",
            defaultValue = "-1",
            description = "The port for components; 0 for any; 5347 where there are components, else none")
    private int componentPort;

    @Option(
            names = "--websocket-port",
            defaultValue = "-1",
            description = "The port for clients with WebSockets (RFC 7395), at " + WebSocketPipeline.PATH
                    + "; 0 for any; none without this")
    private int webSocketPort;

    @Option(names = "--user", paramLabel = "NAME:PASSWORD", description = "An account; may be repeated")
    private List<String> users = List.of();

    @Option(names = "--component", paramLabel = "DOMAIN:SECRET", description = "A component; may be repeated")
    private List<String> components = List.of();

    @Option(
            names = "--tls",
            defaultValue = "REQUIRED",
            description = "Whether clients must use TLS: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private TlsConfig.Use tls = TlsConfig.Use.REQUIRED;

    @Option(
            names = "--conflict",
            defaultValue = "REPLACE_OLD",
            description = "What happens to a resource asked for twice: ${COMPLETION-CANDIDATES} (${DEFAULT-VALUE})")
    private ResourceConflict conflict = ResourceConflict.REPLACE_OLD;

    @Option(
            names = "--resume-seconds",
            defaultValue = "300",
            description =
                    "How long a client's session is kept when its connection is lost (${DEFAULT-VALUE}); 0 for not"
                            + " at all, -1 for no stream management")
    private int resumeSeconds = 300;

    @Option(
            names = "--key-store",
            paramLabel = "FILE",
            description = "A PKCS#12 file that keeps key and certificate from one start to the next; made if absent")
    private @Nullable Path keyStore;

    @Option(
            names = "--trust-store-out",
            paramLabel = "FILE",
            description =
                    "Where to write a PKCS#12 trust store for clients (password: " + ServerTls.STORE_PASSWORD + ")")
    private @Nullable Path trustStoreOut;

    @Option(names = "--pem-out", paramLabel = "FILE", description = "Where to write the certificate for clients as PEM")
    private @Nullable Path pemOut;

    /** Starts the server. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** Starts, says so, and waits for the interrupt. */
    @Override
    public Integer call() throws InterruptedException {
        ServerConfig config = config();
        try {
            ServerTls certificate = certificate(config.domain());
            write(certificate.trustStore(), trustStoreOut);
            write(certificate.pem(), pemOut);
            EmbeddedServer server = EmbeddedServer.start(config, certificate, List.of());
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, certificate), "xmpp-testkit-stop"));
            new Announcement(config.withPorts(server.ports()), out()).print();
            new CountDownLatch(1).await();
            return CommandLine.ExitCode.OK;
        } catch (UncheckedIOException | IOException | IllegalArgumentException e) {
            err().println(e.getMessage());
            return CANNOT_START;
        }
    }

    private static void stop(EmbeddedServer server, ServerTls certificate) {
        server.stop();
        certificate.close();
    }

    private ServerTls certificate(String name) throws IOException {
        return keyStore == null ? ServerTls.generate(name) : ServerTls.of(KeptCertificate.at(keyStore, name));
    }

    private ServerConfig config() {
        try {
            ServerSpec server = new ServerSpec(domain);
            server.host(host);
            server.clientPort(port);
            server.directTlsPort(directTlsPort);
            server.webSocketPort(webSocketPort);
            server.componentPort(
                    componentPort == ServerConfig.Ports.OFF && !components.isEmpty() ? COMPONENT_PORT : componentPort);
            server.tls(tls);
            server.conflict(conflict);
            server.resumption(resumeSeconds == -1 ? null : Duration.ofSeconds(resumeSeconds));
            pairs("--user", users).forEach(server::user);
            pairs("--component", components).forEach(server::component);
            return server.config();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec().commandLine(), e.getMessage(), e);
        }
    }

    private Map<String, String> pairs(String option, List<String> values) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String value : values) {
            int colon = value.indexOf(':');
            if (colon <= 0 || colon == value.length() - 1) {
                // The value may be a password that lacks its name: it is not repeated.
                throw new ParameterException(
                        spec().commandLine(), option + " needs a name, a colon and a password or secret");
            }
            pairs.put(value.substring(0, colon), value.substring(colon + 1));
        }
        return pairs;
    }

    private static void write(Path from, @Nullable Path to) throws IOException {
        if (to != null) {
            Path parent = to.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(command, "picocli sets it");
    }

    private PrintWriter out() {
        return spec().commandLine().getOut();
    }

    private PrintWriter err() {
        return spec().commandLine().getErr();
    }
}
