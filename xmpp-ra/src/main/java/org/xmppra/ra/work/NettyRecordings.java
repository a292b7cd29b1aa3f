package org.xmppra.ra.work;

import io.netty.util.internal.PlatformDependent;

/**
 * Keeps Netty from announcing its allocators' events to Flight Recorder: as long as nobody records, the JVM holds Netty's
 * listener, and with it the class loader of each adapter that was ever deployed.
 */
public final class NettyRecordings {
    private static final String SWITCH = "io.netty.jfr.enabled";

    private NettyRecordings() {}

    /** To be called before anything else of Netty. What an administrator has set stays as it is. */
    public static void none() {
        // Netty reads the property once for each class loader. It is gone before another Netty of this JVM is likely to
        // look.
        synchronized (System.getProperties()) {
            boolean free = System.getProperty(SWITCH) == null;
            if (free) {
                System.setProperty(SWITCH, "false");
            }
            PlatformDependent.isJfrEnabled();
            if (free) {
                System.clearProperty(SWITCH);
            }
        }
    }
}
