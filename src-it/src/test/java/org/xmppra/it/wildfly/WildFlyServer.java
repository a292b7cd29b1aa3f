package org.xmppra.it.wildfly;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wildfly.core.launcher.Launcher;
import org.wildfly.core.launcher.StandaloneCommandBuilder;
import org.xmppra.it.appservers.ApplicationServer;
import org.xmppra.it.appservers.Trees;
import org.xmppra.it.servers.FreePorts;

/**
 * One WildFly in a process of its own, with a base directory of its own, on free loopback ports. The provisioned
 * installation is shared and only read. Methods block until what they promise is true. Not thread-safe.
 */
public final class WildFlyServer implements ApplicationServer {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Path HOME = Path.of("..", "sample-ear", "server", "target", "wildfly");
    private static final Path RUNS = Path.of("target", "wildfly");

    private final Path directory;
    private final Properties properties = new Properties();
    private final int httpPort;
    private final int managementPort;
    private String[] javaOptions = {};
    private String administrators = "";
    private @Nullable Process process;

    /**
     * Prepares a server; does not start it.
     *
     * @param name of its directory under {@code target/wildfly}
     * @param configuration system properties, such as {@code xmppra.userName}
     */
    public WildFlyServer(String name, Map<String, String> configuration) {
        directory = RUNS.resolve(name).toAbsolutePath();
        httpPort = FreePorts.next();
        managementPort = FreePorts.next();
        properties.putAll(configuration);
        properties.setProperty("jboss.http.port", String.valueOf(httpPort));
        properties.setProperty("jboss.management.http.port", String.valueOf(managementPort));
        if (!Files.isDirectory(HOME)) {
            throw new IllegalStateException("Not provisioned yet: " + HOME.toAbsolutePath() + "; run mvn package");
        }
    }

    /** Has it start with options of its JVM. */
    public WildFlyServer withJavaOptions(String... options) {
        javaOptions = options;
        return this;
    }

    /** Has it know an administrator, for its console. Before the start. */
    public void administrator(String user, String password) {
        try {
            // What WildFly keeps in place of the password is an MD5 sum (RFC 2617, HA1).
            byte[] sum = MessageDigest.getInstance("MD5")
                    .digest((user + ":ManagementRealm:" + password).getBytes(StandardCharsets.UTF_8));
            administrators += user + "=" + HexFormat.of().formatHex(sum) + "\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Where its console is. */
    public URI console() {
        return URI.create("http://localhost:" + managementPort + "/console/index.html");
    }

    /** Starts it with a new base directory; returns when the management interface answers that it runs. */
    public void start() {
        try {
            Trees.delete(directory);
            Trees.copy(HOME.resolve("standalone"), base());
            // What provisioning has logged says "started" too.
            Trees.delete(base().resolve("log"));
            Files.writeString(
                    base().resolve("configuration").resolve("mgmt-users.properties"),
                    administrators,
                    StandardOpenOption.APPEND);
            Path file = directory.resolve("server.properties");
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, null);
            }
            StandaloneCommandBuilder command = StandaloneCommandBuilder.of(HOME)
                    .setBaseDirectory(base())
                    .setPropertiesFile(file)
                    .addJavaOptions("-Xmx512m", "-Dorg.jboss.logmanager.nocolor=true")
                    .addJavaOptions(javaOptions);
            process = Launcher.of(command)
                    .setRedirectErrorStream(true)
                    .redirectOutput(directory.resolve("console.log"))
                    .launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        await("WildFly to start; see " + log())
                .atMost(PATIENCE)
                .until(() -> !isAlive() || logText().contains("WFLYSRV0025"));
        if (!isAlive()) {
            throw new IllegalStateException("WildFly ended while it started; see " + log());
        }
    }

    /**
     * Deploys an archive and returns when it is deployed.
     *
     * @throws DeploymentFailedException with WildFly's reason if it is refused
     */
    public void deploy(Path archive) {
        String name = archive.getFileName().toString();
        Path target = base().resolve("deployments").resolve(name);
        try {
            Files.copy(archive, target, StandardCopyOption.REPLACE_EXISTING);
            Files.createFile(target.resolveSibling(name + ".dodeploy"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Path failed = target.resolveSibling(name + ".failed");
        await("the deployment of " + name + "; see " + log())
                .atMost(PATIENCE)
                .until(() -> Files.exists(failed) || Files.exists(target.resolveSibling(name + ".deployed")));
        if (Files.exists(failed)) {
            throw new DeploymentFailedException(read(failed));
        }
    }

    /** Undeploys an archive and returns when it is gone. */
    public void undeploy(String name) {
        Path deployed = base().resolve("deployments").resolve(name + ".deployed");
        try {
            Files.delete(deployed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("the undeployment of " + name + "; see " + log())
                .atMost(PATIENCE)
                .until(() -> Files.exists(deployed.resolveSibling(name + ".undeployed")));
    }

    /** Has the running server obey commands of its command line, and fails if it does not; returns what it said. */
    public String administer(String... commands) {
        try {
            Path script = directory.resolve("commands.cli");
            Files.write(script, List.of(commands));
            return administer(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a script. */
    public String administer(Path script) {
        try {
            Process client = new ProcessBuilder(
                            HOME.resolve("bin").resolve("jboss-cli.sh").toString(),
                            "--connect",
                            "--controller=127.0.0.1:" + managementPort,
                            "--file=" + script.toAbsolutePath())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("cli.log").toFile())
                    .start();
            if (!client.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || client.exitValue() != 0) {
                client.destroyForcibly();
                throw new IllegalStateException(read(script) + " failed: " + read(directory.resolve("cli.log")));
            }
            return read(directory.resolve("cli.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Adds a user of its applications, while it runs. */
    public void addUser(String name, String password, String group) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            String hash = HexFormat.of()
                    .formatHex(
                            digest.digest((name + ":ApplicationRealm:" + password).getBytes(StandardCharsets.UTF_8)));
            Path configuration = base().resolve("configuration");
            Files.writeString(
                    configuration.resolve("application-users.properties"),
                    "\n" + name + "=" + hash + "\n",
                    StandardOpenOption.APPEND);
            Files.writeString(
                    configuration.resolve("application-roles.properties"),
                    "\n" + name + "=" + group + "\n",
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
        administer("/subsystem=elytron/properties-realm=ApplicationRealm:load");
    }

    /** Lines of warnings and errors, the server's own and ours. */
    public List<String> complaints() {
        return logText()
                .lines()
                .filter(line -> line.contains(" WARN ") || line.contains(" ERROR ") || line.contains(" FATAL "))
                .toList();
    }

    /** Where administrators work. */
    public URI management() {
        return URI.create("http://127.0.0.1:" + managementPort + "/");
    }

    @Override
    public URI http() {
        return URI.create("http://127.0.0.1:" + httpPort + "/");
    }

    /** Whether the page of the context root is served. */
    public boolean serves() {
        try {
            HttpRequest request = HttpRequest.newBuilder(http())
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public Path log() {
        return base().resolve("log").resolve("server.log");
    }

    @Override
    public String logText() {
        return Files.exists(log()) ? read(log()) : "";
    }

    @Override
    public ProcessHandle process() {
        return Objects.requireNonNull(process, "not started").toHandle();
    }

    private boolean isAlive() {
        return process != null && process.isAlive();
    }

    private Path base() {
        return directory.resolve("standalone");
    }

    /** Shuts it down as an administrator would. */
    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                kill();
                throw new IllegalStateException("WildFly did not shut down within " + PATIENCE + "; see " + log());
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
