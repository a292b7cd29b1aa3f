package org.xmppra.sample.run;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The run command. */
public final class Main {
    private final Layout layout;
    private final PrintStream console;
    /** What to close, the latest first; guarded by itself. */
    private final Deque<AutoCloseable> started = new ArrayDeque<>();

    private boolean stopping;

    private Main(Layout layout, PrintStream console) {
        this.layout = layout;
        this.console = console;
    }

    /**
     * Runs the sample until it is interrupted.
     *
     * @param arguments the provisioned server, the sample's archive, the directory to work in
     */
    public static void main(String[] arguments) {
        Layout layout = new Layout(path(arguments[0]), path(arguments[1]), path(arguments[2]));
        System.exit(new Main(layout, System.out).run(System.getProperties()));
    }

    private static Path path(String argument) {
        return Path.of(argument).toAbsolutePath().normalize();
    }

    private int run(Properties commandLine) {
        Thread hook = new Thread(this::stop, "stop-the-sample");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return start(Settings.read(commandLine, layout));
        } catch (RunException e) {
            return isStopping() ? 0 : failed(String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("Interrupted");
        }
    }

    private int failed(String why) {
        console.println("\nThe sample does not run.\n" + why + "\n");
        return 1;
    }

    private int start(Settings settings) throws RunException, InterruptedException {
        RunPort.checkFree(settings.ports());
        layout.prepare();
        if (settings.embedded()) {
            console.println("Starting the embedded XMPP server on 127.0.0.1:"
                    + settings.xmpp().number() + " …");
            EmbeddedXmpp xmpp = started(() -> EmbeddedXmpp.start(settings.xmpp().number(), layout));
            xmpp.addTo(settings.adapter(), layout);
        }
        AdminUser admin = AdminUser.create();
        admin.addTo(layout);
        console.println("Starting WildFly with the sample; its log: " + layout.log() + " …");
        WildFly wildFly = started(() -> WildFly.start(layout, settings.serverProperties(), console));
        Probe probe = new Probe(settings.page());
        probe.awaitPage(wildFly, layout);
        console.println("The page is served; asking a message-driven bean for the time …");
        console.println(ReadyMessage.text(settings, layout, admin, probe.askTheClock()));
        int code = wildFly.await();
        return isStopping()
                ? 0
                : failed("WildFly has ended by itself, with exit code " + code + ". Its log: " + layout.log());
    }

    private boolean isStopping() {
        synchronized (started) {
            return stopping;
        }
    }

    /** Starts and notes under one lock: what the shutdown hook does not see is not there. */
    private <T extends AutoCloseable> T started(Start<T> start) throws RunException {
        synchronized (started) {
            if (stopping) {
                throw new RunException("Stopped while it was starting");
            }
            T thing = start.start();
            started.push(thing);
            return thing;
        }
    }

    private @Nullable AutoCloseable next() {
        synchronized (started) {
            stopping = true;
            return started.poll();
        }
    }

    private void stop() {
        AutoCloseable thing = next();
        if (thing != null) {
            console.println("\nStopping WildFly and what was started beside it …");
        }
        while (thing != null) {
            try {
                thing.close();
            } catch (Exception e) {
                console.println("Stopping: " + e);
            }
            thing = next();
        }
    }

    /** Something to be started that has to be stopped. */
    private interface Start<T extends AutoCloseable> {
        T start() throws RunException;
    }
}
