package org.xmppra.it.appservers;

import java.util.Optional;

/** The two servers that are administered alike. */
public enum GlassFishEdition {
    /** Eclipse GlassFish. */
    GLASSFISH("GlassFish", "glassfish7"),
    /** Payara Server Community. */
    PAYARA("Payara", "payara6");

    private final String title;
    private final String directory;

    GlassFishEdition(String title, String directory) {
        this.title = title;
        this.directory = directory;
    }

    String directory() {
        return directory;
    }

    /** What has to be done before it can be started; empty when it is there. */
    public Optional<String> missing() {
        return Installation.missing(title, directory);
    }

    /** Starts it with the sample; returns when that is started. */
    public ApplicationServer start(String name, Packaging packaging) {
        return GlassFish.start(this, name, packaging);
    }
}
