package org.xmppra.testkit.script;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads scripts that are written as transcripts:
 *
 * <pre>
 * # a comment
 * C: &lt;iq type='get' id='${id}'/&gt;
 * S: &lt;iq type='result' id='${id}'&gt;
 *      &lt;query xmlns='urn:example'/&gt;&lt;/iq&gt;
 * -- reset
 * </pre>
 *
 * <p>{@code C:} is {@link Script#expect}, {@code S:} {@link Script#send}; an indented line continues the one before it,
 * without the indentation. The events are {@code -- accept}, {@code -- close}, {@code -- reset}, {@code -- end} (expects
 * the client to end the connection), {@code -- pause <milliseconds>} and {@code -- drip <text>}.
 */
final class ScriptReader {
    private ScriptReader() {}

    static Script load(Class<?> anchor, String resource) {
        try (InputStream in = anchor.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalArgumentException("There is no resource " + resource + " beside " + anchor.getName());
            }
            return read(new String(in.readAllBytes(), StandardCharsets.UTF_8), resource);
        } catch (IOException e) {
            throw new IllegalArgumentException("The resource " + resource + " cannot be read", e);
        }
    }

    static Script read(String text, String name) {
        Script script = Script.begin();
        for (String line : logicalLines(text)) {
            script = add(script, line, name);
        }
        return script;
    }

    private static List<String> logicalLines(String text) {
        List<String> lines = new ArrayList<>();
        text.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            if (Character.isWhitespace(line.charAt(0)) && !lines.isEmpty()) {
                lines.set(lines.size() - 1, lines.get(lines.size() - 1) + line.strip());
            } else {
                lines.add(line.strip());
            }
        });
        return lines;
    }

    private static Script add(Script script, String line, String name) {
        String[] parts = line.split("\\s+", 2);
        String rest = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "C:" -> script.expect(rest);
            case "S:" -> script.send(rest);
            case "--" -> event(script, rest, name);
            default -> throw notUnderstood(line, name);
        };
    }

    private static Script event(Script script, String line, String name) {
        String[] parts = line.split("\\s+", 2);
        String argument = parts.length > 1 ? parts[1] : "";
        return switch (parts[0]) {
            case "accept" -> script.acceptNext();
            case "close" -> script.close();
            case "reset" -> script.reset();
            case "end" -> script.expectEnd();
            case "pause" -> script.pause(Duration.ofMillis(Long.parseLong(argument)));
            case "drip" -> script.drip(argument);
            default -> throw notUnderstood(line, name);
        };
    }

    private static IllegalArgumentException notUnderstood(String line, String name) {
        return new IllegalArgumentException("In " + name + " this line is not understood: " + line);
    }
}
