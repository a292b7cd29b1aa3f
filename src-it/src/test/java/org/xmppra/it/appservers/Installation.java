package org.xmppra.it.appservers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Where the build has unpacked an application server. It is shared and only read. */
final class Installation {
    private static final Path ALL = Path.of("target", "appservers").toAbsolutePath();

    private Installation() {}

    static Path home(String directory) {
        return ALL.resolve(directory);
    }

    /** What has to be done before the server can be started; empty when it is there. */
    static Optional<String> missing(String name, String directory) {
        return Files.isDirectory(home(directory))
                ? Optional.empty()
                : Optional.of(name
                        + " is not unpacked: run mvn verify with -Dxmppra.require-real-servers=true, which fetches it");
    }

    /** The command that starts a program on this JVM's JDK, or on another if servers do not run on this one. */
    static String java() {
        String home = System.getProperty("xmppra.servers.java-home", System.getProperty("java.home"));
        return Path.of(home, "bin", "java").toString();
    }
}
