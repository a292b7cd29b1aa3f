package org.xmppra.it.appservers;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text beside this class with places for values, {@code @serverName@}: what a server is configured with, and what its
 * page in {@code docs} shows.
 */
final class Template {
    private static final Pattern PLACE = Pattern.compile("@(\\w+)@");

    private Template() {}

    /** The text with the values in their places; a place without a value is left empty. */
    static String fill(String name, Map<String, String> values) {
        return PLACE.matcher(read(name))
                .replaceAll(place -> Matcher.quoteReplacement(values.getOrDefault(place.group(1), "")));
    }

    private static String read(String name) {
        try (InputStream in = Objects.requireNonNull(Template.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
