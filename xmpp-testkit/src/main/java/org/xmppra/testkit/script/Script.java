package org.xmppra.testkit.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a peer does, step by step. Immutable: each method returns a longer script, so that a prefix can be shared.
 *
 * <pre>{@code
 * Script forged = login.loggedIn()
 *         .expect("<iq type='get' id='${id}' to='bob@example.org/x'/>")
 *         .send("<iq type='result' id='${id}' from='mallory@example.org/y'/>")
 *         .send("<iq type='result' id='${id}' from='bob@example.org/x'/>");
 * }</pre>
 *
 * <p>A placeholder <code>${name}</code> in what is expected gets the value found there, or must equal the value it has
 * already; in what is sent it is replaced. <code>${}</code> fits anything. Values are kept for as long as the peer lives.
 */
public final class Script {
    private static final Script EMPTY = new Script(List.of());
    private static final Pattern NAMED_GROUP = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = steps;
    }

    /** A script without steps. */
    public static Script begin() {
        return EMPTY;
    }

    /**
     * Reads a script from a resource; see {@link ScriptReader} for its form.
     *
     * @param anchor a class of the package that the resource is in
     * @param resource its name, relative to that package
     * @throws IllegalArgumentException if there is none, or a line of it is not understood
     */
    public static Script load(Class<?> anchor, String resource) {
        return ScriptReader.load(anchor, resource);
    }

    List<Step> steps() {
        return steps;
    }

    /** Adds a step of one's own. */
    public Script then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Script(Collections.unmodifiableList(longer));
    }

    /** Adds all steps of another script. */
    public Script play(Script next) {
        List<Step> longer = new ArrayList<>(steps);
        longer.addAll(next.steps);
        return new Script(Collections.unmodifiableList(longer));
    }

    /** Adds all steps of another script, several times. */
    public Script repeat(int times, Script next) {
        Script longer = this;
        for (int i = 0; i < times; i++) {
            longer = longer.play(next);
        }
        return longer;
    }

    /** Plays a script over and over until the peer is closed; what follows is never reached. */
    public Script forever(Script next) {
        return then(wire -> {
            while (!Thread.currentThread().isInterrupted()) {
                for (Step step : next.steps) {
                    step.play(wire);
                }
            }
        });
    }

    /** Gives a name a value, in place of the one it has. */
    public Script let(String name, String value) {
        return then(wire -> wire.put(name, value));
    }

    /**
     * Expects that the next thing the client sends is this: an opening tag of a stream, a complete element, or {@code
     * </stream:stream>}. Names and namespaces must be the same; of attributes only those written here are looked at; where
     * there is content it must be the same, where there is none it may be anything. An element without {@code xmlns} is in
     * the stream's content namespace; the prefix {@code stream} is declared.
     */
    public Script expect(String template) {
        return then(wire -> wire.expect(template));
    }

    /** Expects a text among what the client sends; what comes before it is passed over. */
    public Script expectText(String text) {
        String bytes = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return then(wire -> wire.take("the text " + text, received -> {
            int found = received.indexOf(bytes);
            return found < 0 ? -1 : found + bytes.length();
        }));
    }

    /**
     * Expects a match of a regular expression among what the client sends; what comes before it is passed over. Its named
     * groups get the values found. The expression sees UTF-8 bytes as Latin-1.
     */
    public Script expectMatch(String regex) {
        Pattern pattern = Pattern.compile(regex, Pattern.DOTALL);
        return then(wire -> {
            String taken = wire.take("a match of " + regex, received -> {
                Matcher matcher = pattern.matcher(received);
                return matcher.find() ? matcher.end() : -1;
            });
            Matcher matcher = pattern.matcher(taken);
            Matcher names = NAMED_GROUP.matcher(regex);
            while (matcher.find(0) && names.find()) {
                wire.put(names.group(1), String.valueOf(matcher.group(names.group(1))));
            }
        });
    }

    /** Expects the client to end the connection, properly or not; whatever it still sends is read and dropped. */
    public Script expectEnd() {
        return then(Wire::expectEnd);
    }

    /** Sends a text, placeholders replaced, in one write. */
    public Script send(String text) {
        return then(wire -> wire.send(text));
    }

    /** Sends bytes as they are, in one write. */
    public Script send(byte[] bytes) {
        byte[] copy = bytes.clone();
        return then(wire -> wire.send(copy));
    }

    /** Sends a text, placeholders replaced, each byte in a segment of its own. */
    public Script drip(String text) {
        return then(wire -> wire.drip(wire.fill(text).getBytes(StandardCharsets.UTF_8)));
    }

    /** Waits, and neither reads nor sends meanwhile. */
    public Script pause(Duration time) {
        return then(wire -> {
            try {
                TimeUnit.NANOSECONDS.sleep(time.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("The peer was closed during a pause", e);
            }
        });
    }

    /**
     * Puts TLS under the connection, as its server; done when the handshake is. As the first step of a connection this is
     * direct TLS, after {@code <proceed/>} it is STARTTLS.
     */
    public Script startTls(SSLContext context) {
        return then(wire -> wire.startTls(context));
    }

    /** As {@link #startTls}, but expects the client to refuse: the handshake must fail. */
    public Script refusedTls(SSLContext context) {
        return then(wire -> {
            IOException refusal = refusal(wire, context);
            if (refusal == null) {
                throw wire.failure("Expected the client to refuse TLS, but the handshake succeeded", null);
            }
            wire.note("TLS refused: " + refusal.getMessage());
        });
    }

    private static @Nullable IOException refusal(Wire wire, SSLContext context) {
        try {
            wire.startTls(context);
            return null;
        } catch (IOException e) {
            return e;
        }
    }

    /** Closes the connection (TCP FIN) without the stream's or TLS's goodbye; after half a stanza it cuts it. */
    public Script close() {
        return then(Wire::close);
    }

    /** Resets the connection (TCP RST). */
    public Script reset() {
        return then(Wire::reset);
    }

    /**
     * Takes the next connection; the one before stays as it is. The first is taken by itself when a step needs it, and so
     * need not be asked for.
     */
    public Script acceptNext() {
        return then(Wire::accept);
    }

    /** A script with these values given first. */
    public Script with(Map<String, String> values) {
        return begin().then(wire -> values.forEach(wire::put)).play(this);
    }
}
