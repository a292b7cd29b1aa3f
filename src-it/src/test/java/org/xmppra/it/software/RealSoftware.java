package org.xmppra.it.software;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Decides what happens to a test whose foreign software is not installed: a skip with a banner on standard output, or
 * a failure when the system property {@value #REQUIRED} is {@code true}.
 */
public final class RealSoftware {

    /** The system property that makes absence a failure. */
    public static final String REQUIRED = "xmppra.require-real-servers";

    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    private RealSoftware() {}

    /**
     * Goes on when nothing is missing; otherwise ends the calling test or test class.
     *
     * @param missing what is missing and which package brings it, or empty when all is there
     */
    public static void require(Optional<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        if (Boolean.getBoolean(REQUIRED)) {
            fail(missing.get() + " (" + REQUIRED + "=true makes this a failure)");
        }
        String line = "=".repeat(100);
        System.out.println(line + "\nNOT TESTED: " + missing.get() + "\n" + line);
        abort(missing.get());
    }

    /** The first executable of that name on the PATH or in the directories where administrators' programs are. */
    public static Optional<Path> executable(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + File.pathSeparator + "/usr/bin"
                + File.pathSeparator + "/usr/sbin";
        return PATH_SEPARATOR
                .splitAsStream(path)
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
