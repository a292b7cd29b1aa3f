package org.xmppra.bench.side;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.xmppra.bench.Work;
import org.xmppra.bench.contestant.ContestantMain;
import org.xmppra.bench.responder.Responder;

/** Starts the processes: the JVMs with this JVM's class path, the others as Debian and npm install them. */
public final class Launcher {
    /** Of what npm installs; newer ones are a matter of this line. */
    private static final List<String> PACKAGES = List.of("@xmpp/client@0.14.0");

    private static final String HEAP = "-Xmx1g";

    private final String java;
    private final Path folder;
    private final Path log;

    /**
     * @param java the {@code java} command of the contestants
     * @param folder for scripts, packages of npm, and the log
     */
    public Launcher(String java, Path folder) {
        this.java = java;
        this.folder = folder;
        this.log = folder.resolve("processes.log");
    }

    /** A responder. */
    public LineProcess responder() throws IOException {
        return LineProcess.start(jvm(Responder.class, List.of()), log);
    }

    /** A JVM of this class path with 1 GiB of heap. */
    public List<String> jvm(Class<?> main, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(java, HEAP, "-cp", System.getProperty("java.class.path")));
        command.add(main.getName());
        command.addAll(arguments);
        return command;
    }

    /** Starts a process of this launcher's. */
    public LineProcess start(List<String> command) throws IOException {
        return LineProcess.start(command, log);
    }

    /** A contestant on the JVM, by its name. */
    public LineProcess contestant(String id, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(List.of(id));
        words.addAll(arguments);
        return start(jvm(ContestantMain.class, words));
    }

    LineProcess contestant(Peer peer, Workload workload, JsonObject address) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of(peer.id(), "port=" + port(peer, workload, address), "sessions=" + workload.sessions()));
        if (workload.isSecure()) {
            arguments.add("pin=" + address.getString("pin"));
        }
        if (workload.isManaged()) {
            arguments.add("managed=true");
        }
        return LineProcess.start(command(peer, arguments), log);
    }

    private static int port(Peer peer, Workload workload, JsonObject address) {
        if (peer.isComponent()) {
            return address.getInt("component");
        }
        return address.getInt(workload.isSecure() ? "tls" : workload.isManaged() ? "managed" : "plain");
    }

    private List<String> command(Peer peer, List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(arguments);
        words.add("value=" + Work.VALUE);
        return switch (peer) {
            case SLIXMPP -> script("/usr/bin/python3", "slixmpp_contestant.py", words);
            case XMPP_JS -> {
                installPackages();
                yield script("node", "xmppjs_contestant.mjs", words);
            }
            default -> jvm(ContestantMain.class, arguments);
        };
    }

    private List<String> script(String interpreter, String name, List<String> arguments) throws IOException {
        Path script = folder.resolve(name);
        try (InputStream source = Objects.requireNonNull(Launcher.class.getResourceAsStream(name), name)) {
            Files.copy(source, script, StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>(List.of(interpreter, script.toString()));
        command.addAll(arguments);
        return command;
    }

    private void installPackages() throws IOException {
        if (Files.isDirectory(folder.resolve("node_modules"))) {
            return;
        }
        List<String> command =
                new ArrayList<>(List.of("npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString()));
        command.addAll(PACKAGES);
        Process npm = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        try {
            if (!npm.waitFor(2, TimeUnit.MINUTES) || npm.exitValue() != 0) {
                npm.destroy();
                throw new IOException("npm did not install " + PACKAGES + "; see " + log);
            }
        } catch (InterruptedException e) {
            npm.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
