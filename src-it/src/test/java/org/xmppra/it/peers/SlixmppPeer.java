package org.xmppra.it.peers;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.xmppra.it.software.RealSoftware;

/**
 * A client or component made of slixmpp (Python), in a process of its own. It asks, it answers by rules given
 * beforehand, it remembers what it received, and it sends raw XML where a test needs to misbehave. Methods block;
 * thread-safe, several requests may be under way at once.
 */
public final class SlixmppPeer implements AutoCloseable {

    /** The get and set of {@link #answer}: a rule may be for one of them or for both. */
    public enum RequestType {
        GET,
        SET
    }

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final PeerProcess process;
    private final List<SeenIq> received = new ArrayList<>();
    private boolean connected;

    /**
     * Starts the program, not yet connected.
     *
     * @throws IllegalStateException when {@link #missing} is not empty
     */
    public SlixmppPeer() {
        Path python =
                python().orElseThrow(() -> new IllegalStateException(missing().orElse("")));
        Path script = Path.of(System.getProperty("basedir", "."), "src", "test", "python", "slixmpp_peer.py");
        process = new PeerProcess(List.of(python.toString(), script.toString()), this::happened);
    }

    /** Says what to install, or is empty when a Python with slixmpp is there. */
    public static Optional<String> missing() {
        return python().isPresent()
                ? Optional.empty()
                : Optional.of("slixmpp is not installed for /usr/bin/python3 or the python3 on the PATH"
                        + " (Debian package: python3-slixmpp)");
    }

    private static Optional<Path> python() {
        return Stream.concat(Stream.of(Path.of("/usr/bin/python3")), RealSoftware.executable("python3").stream())
                .filter(SlixmppPeer::hasSlixmpp)
                .findFirst();
    }

    private static boolean hasSlixmpp(Path python) {
        try {
            Process check = new ProcessBuilder(python.toString(), "-c", "import slixmpp")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return check.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) && check.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Which slixmpp runs. */
    public String version() {
        return process.ask("version", JsonObject.EMPTY_JSON_OBJECT, PATIENCE).getString("slixmpp");
    }

    /**
     * Logs in over STARTTLS with the strongest mechanism both sides know.
     *
     * @param jid with the resource that is to be bound
     * @param authority the PEM file of the only authority to trust; the certificate must be for the JID's domain
     * @throws PeerException with the reason, for instance {@code certificate refused} or {@code not-authorized}
     */
    public PeerSession connect(String jid, String password, String host, int port, Path authority) {
        return connect(jid, password, host, port, authority, Optional.empty());
    }

    /** The same with one SASL mechanism and no other. */
    public PeerSession connect(
            String jid, String password, String host, int port, Path authority, Optional<String> mechanism) {
        JsonObjectBuilder arguments = address(jid, password, host, port)
                .add("caFile", authority.toAbsolutePath().toString());
        mechanism.ifPresent(only -> arguments.add("mechanism", only));
        return connect(arguments);
    }

    /** Logs in as an external component (XEP-0114), in clear. */
    public PeerSession connectComponent(String domain, String secret, String host, int port) {
        return connect(address(domain, secret, host, port).add("component", true));
    }

    private static JsonObjectBuilder address(String jid, String password, String host, int port) {
        return Json.createObjectBuilder()
                .add("jid", jid)
                .add("password", password)
                .add("host", host)
                .add("port", port);
    }

    private PeerSession connect(JsonObjectBuilder arguments) {
        arguments.add("timeout", PATIENCE.toSeconds());
        JsonObject session = process.ask("connect", arguments.build(), PATIENCE.multipliedBy(2));
        synchronized (received) {
            connected = true;
        }
        return new PeerSession(
                session.getString("jid"), session.getString("mechanism", ""), session.getString("tls", ""));
    }

    /** Sends a get or set from the peer's own JID and waits for its end; a slow answer is an outcome, no exception. */
    public IqOutcome sendIq(String to, RequestType type, String payload, Duration timeout) {
        return sendIq(Optional.empty(), to, type, payload, timeout);
    }

    /** The same from an address of the caller's choice, as components may. */
    public IqOutcome sendIq(Optional<String> from, String to, RequestType type, String payload, Duration timeout) {
        JsonObjectBuilder arguments = Json.createObjectBuilder()
                .add("to", to)
                .add("type", wire(type))
                .add("payload", payload)
                .add("timeout", timeout.toMillis() / 1000.0);
        from.ifPresent(sender -> arguments.add("from", sender));
        JsonObject answer = process.ask("iq", arguments.build(), timeout.plus(PATIENCE));
        return new IqOutcome(
                IqOutcome.Kind.valueOf(answer.getString("outcome").toUpperCase(Locale.ROOT)),
                Optional.ofNullable(answer.getJsonObject("iq")).map(SeenIq::of));
    }

    /** From now on requests with a payload of that namespace get a result with this payload; empty for none. */
    public void answer(String namespace, String payload, RequestType... types) {
        JsonObjectBuilder rule = Json.createObjectBuilder();
        if (!payload.isEmpty()) {
            rule.add("payload", payload);
        }
        rule(namespace, rule, types);
    }

    /** From now on such requests get this stanza error. */
    public void answerError(String namespace, String condition, String type, String text, RequestType... types) {
        rule(
                namespace,
                Json.createObjectBuilder()
                        .add(
                                "error",
                                Json.createObjectBuilder()
                                        .add("condition", condition)
                                        .add("type", type)
                                        .add("text", text)),
                types);
    }

    /** From now on such requests are received and never answered; {@link #sendRaw} may do so. */
    public void staySilent(String namespace, RequestType... types) {
        rule(namespace, Json.createObjectBuilder().add("silent", true), types);
    }

    private void rule(String namespace, JsonObjectBuilder rule, RequestType... types) {
        JsonArrayBuilder kinds = Json.createArrayBuilder();
        for (RequestType type : types.length == 0 ? RequestType.values() : types) {
            kinds.add(wire(type));
        }
        process.ask(
                "answer", rule.add("namespace", namespace).add("types", kinds).build(), PATIENCE);
    }

    /** Writes this text into the stream as it is. */
    public void sendRaw(String xml) {
        process.ask("raw", Json.createObjectBuilder().add("xml", xml).build(), PATIENCE);
    }

    /** Every IQ received so far that answered no {@link #sendIq}, in order. */
    public List<SeenIq> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Waits for such an IQ, one that came earlier included. */
    public SeenIq await(Predicate<SeenIq> wanted, Duration timeout) {
        await(() -> received.stream().anyMatch(wanted), timeout, "no such IQ");
        return received().stream().filter(wanted).findFirst().orElseThrow();
    }

    /** Waits until the stream has ended, whoever ended it. */
    public void awaitDisconnected(Duration timeout) {
        await(() -> !connected, timeout, "still connected");
    }

    /** Closes the stream; the program stays for another {@code connect}, and so do its rules. */
    public void disconnect() {
        process.ask("disconnect", JsonObject.EMPTY_JSON_OBJECT, PATIENCE);
        synchronized (received) {
            connected = false;
        }
    }

    /** Closes the stream and ends the program. */
    @Override
    public void close() {
        process.close();
    }

    private void await(BooleanSupplier condition, Duration timeout, String otherwise) {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (received) {
            while (!condition.getAsBoolean()) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    throw new PeerException(otherwise + " within " + timeout + "; received: " + received);
                }
                try {
                    received.wait(left);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new PeerException("interrupted", e);
                }
            }
        }
    }

    private void happened(JsonObject event) {
        synchronized (received) {
            if (event.containsKey("iq")) {
                received.add(SeenIq.of(event.getJsonObject("iq")));
            } else {
                connected = false;
            }
            received.notifyAll();
        }
    }

    private static String wire(RequestType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }
}
