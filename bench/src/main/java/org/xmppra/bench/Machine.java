package org.xmppra.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the figures were taken on. */
final class Machine {
    private static final Path CPU = Path.of("/proc/cpuinfo");

    private Machine() {}

    /** @param java the {@code java} command of the contestants */
    static String describe(String java) throws IOException {
        return processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.version") + ", contestants on "
                + jvm(java)
                + ", 1 GiB of heap, all else default";
    }

    private static String processor() throws IOException {
        if (!Files.exists(CPU)) {
            return System.getProperty("os.arch");
        }
        return Files.readAllLines(CPU).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(System.getProperty("os.arch"));
    }

    private static String jvm(String java) throws IOException {
        Process process =
                new ProcessBuilder(java, "-version").redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return text.lines().skip(1).findFirst().orElse(text).strip();
    }
}
