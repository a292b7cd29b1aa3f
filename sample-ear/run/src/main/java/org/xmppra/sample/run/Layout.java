package org.xmppra.sample.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Where things are. The provisioned server is only read; everything that a run writes is below its own directory, and
 * begins anew each time.
 *
 * @param server the provisioned server
 * @param archive the sample's archive
 * @param run what this run writes
 */
record Layout(Path server, Path archive, Path run) {
    /** WildFly's base directory: configuration, deployments, logs. */
    Path base() {
        return run.resolve("standalone");
    }

    Path deployments() {
        return base().resolve("deployments");
    }

    Path configuration() {
        return base().resolve("configuration");
    }

    Path log() {
        return base().resolve("log").resolve("server.log");
    }

    /** The system properties that WildFly is started with; they hold a password, so they are no arguments. */
    Path properties() {
        return run.resolve("server.properties");
    }

    Path certificate() {
        return run.resolve("xmpp-server.pem");
    }

    Path trustStore() {
        return run.resolve("xmpp-server.p12");
    }

    /** Empties the run's directory and copies the server's configuration and the sample into it. */
    void prepare() throws RunException {
        if (!Files.isDirectory(server) || !Files.isRegularFile(archive)) {
            throw new RunException(
                    "Not built yet: " + server + " and " + archive + " are needed. Run: mvn -Prun verify");
        }
        try {
            delete(run);
            copy(server.resolve("standalone"), base());
            delete(base().resolve("log"));
            Files.copy(archive, deployments().resolve("sample.ear"));
        } catch (IOException e) {
            throw new RunException("Cannot prepare " + run + ": " + e, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
