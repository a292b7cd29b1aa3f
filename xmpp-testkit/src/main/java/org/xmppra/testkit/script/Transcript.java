package org.xmppra.testkit.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What went over the wire, as lines: {@code C:} what the client sent, {@code S:} what the peer sent, {@code --} events. */
final class Transcript {
    private static final int LONGEST_LINE = 2_000;

    private final List<String> lines = new ArrayList<>();

    synchronized void client(byte[] bytes) {
        add("C: ", new String(bytes, StandardCharsets.UTF_8));
    }

    synchronized void server(byte[] bytes) {
        add("S: ", new String(bytes, StandardCharsets.UTF_8));
    }

    synchronized void event(String what) {
        add("-- ", what);
    }

    private void add(String speaker, String text) {
        String shown = text.length() <= LONGEST_LINE
                ? text
                : text.substring(0, LONGEST_LINE) + "… (" + text.length() + " characters)";
        lines.add(speaker + shown.strip().replace("\n", "\n   "));
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
