package org.xmppra.sample.run;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The system properties that the server's configuration refers to, as in <code>${xmppra.serverName:localhost}</code>: from a
 * file ({@code -Dxmppra.config=FILE}) and from the command line, which wins.
 */
final class AdapterProperties {
    static final String PREFIX = "xmppra.";
    static final String CONFIG = PREFIX + "config";
    /** What the run command itself reads. */
    static final String RUN_PREFIX = PREFIX + "run.";

    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(xmppra\\.\\w+)");

    private AdapterProperties() {}

    /**
     * Reads them.
     *
     * @param commandLine the system properties of this process
     * @param layout where the server's configuration is, which alone knows what it refers to
     * @throws RunException if the file cannot be read, or a property is one that nothing refers to
     */
    static Properties read(Properties commandLine, Layout layout) throws RunException {
        Properties adapter = new Properties();
        String file = commandLine.getProperty(CONFIG);
        if (file != null) {
            adapter.putAll(load(Path.of(file)));
        }
        commandLine.stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX) && !name.startsWith(RUN_PREFIX) && !name.equals(CONFIG))
                .forEach(name -> adapter.setProperty(name, commandLine.getProperty(name)));
        checkKnown(adapter, layout);
        return adapter;
    }

    private static Properties load(Path file) throws RunException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new RunException("-D" + CONFIG + "=" + file + " cannot be read: " + e, e);
        }
        return properties;
    }

    private static void checkKnown(Properties adapter, Layout layout) throws RunException {
        Path configuration = layout.server().resolve("standalone/configuration/standalone.xml");
        Set<String> known = new TreeSet<>();
        try {
            Matcher matcher = EXPRESSION.matcher(Files.readString(configuration));
            while (matcher.find()) {
                known.add(matcher.group(1));
            }
        } catch (IOException e) {
            throw new RunException("Cannot read " + configuration + ": " + e, e);
        }
        Set<String> unknown = new TreeSet<>(adapter.stringPropertyNames());
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new RunException(
                    "Not known: " + String.join(", ", unknown) + "\nKnown are: " + String.join(", ", known));
        }
    }
}
