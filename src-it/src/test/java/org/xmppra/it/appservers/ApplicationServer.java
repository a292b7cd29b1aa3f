package org.xmppra.it.appservers;

import java.net.URI;
import java.nio.file.Path;

/** An application server in a process of its own, as tests see it from outside. Not thread-safe. */
public interface ApplicationServer extends AutoCloseable {
    /** Where applications are served. */
    URI http();

    /** The file it logs to. */
    Path log();

    /** All that it has logged so far. */
    String logText();

    /** The JVM that it runs in. */
    ProcessHandle process();

    /** Shuts it down; its directory with the logs stays. */
    @Override
    void close();
}
