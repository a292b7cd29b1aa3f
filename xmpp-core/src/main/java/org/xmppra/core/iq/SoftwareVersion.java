package org.xmppra.core.iq;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this software calls itself (XEP-0092). */
final class SoftwareVersion {
    static final String NAME = "xmpp-ra";
    /** The version in the jar that this class is from; outside of a jar there is none to be found. */
    static final String VERSION = read("/META-INF/maven/org.xmppra/xmpp-core/pom.properties");

    private SoftwareVersion() {}

    private static String read(String resource) {
        try (InputStream in = SoftwareVersion.class.getResourceAsStream(resource)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "development");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + resource, e);
        }
    }
}
