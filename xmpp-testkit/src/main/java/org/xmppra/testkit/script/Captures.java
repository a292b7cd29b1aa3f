package org.xmppra.testkit.script;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names and what they stand for. A placeholder <code>${name}</code> in what is sent is replaced; in what is expected it
 * must equal its value if it has one, and gets one otherwise. <code>${}</code> fits anything. Thread-safe.
 */
final class Captures {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9]*)?}");

    private final Map<String, String> values = new HashMap<>();

    synchronized void put(String name, String value) {
        values.put(name, value);
    }

    synchronized void putAll(Map<String, String> found) {
        values.putAll(found);
    }

    /** @throws IllegalArgumentException if there is no such name */
    synchronized String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("Nothing was captured as '" + name + "', only " + values.keySet());
        }
        return value;
    }

    /** The text with all placeholders replaced. */
    String fill(String template) {
        return PLACEHOLDER
                .matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(get(String.valueOf(found.group(1)))));
    }

    /** Makes an attempt to match, whose finds are kept only when all of it fits. */
    Attempt attempt() {
        return new Attempt();
    }

    private synchronized Map<String, String> copy() {
        return new HashMap<>(values);
    }

    /** One attempt to match several templates. Not thread-safe. */
    final class Attempt {
        private final Map<String, String> known = copy();
        private final Map<String, String> found = new LinkedHashMap<>();

        boolean fits(String template, String actual) {
            Map<String, String> groups = new LinkedHashMap<>();
            Matcher matcher = pattern(template, groups).matcher(actual);
            if (!matcher.matches()) {
                return false;
            }
            groups.forEach((name, group) -> {
                found.put(name, matcher.group(group));
                known.put(name, matcher.group(group));
            });
            return true;
        }

        private Pattern pattern(String template, Map<String, String> groups) {
            StringBuilder regex = new StringBuilder();
            Matcher placeholder = PLACEHOLDER.matcher(template);
            int from = 0;
            while (placeholder.find()) {
                regex.append(Pattern.quote(template.substring(from, placeholder.start())));
                String name = placeholder.group(1);
                if (name == null) {
                    regex.append(".*");
                } else if (known.containsKey(name)) {
                    regex.append(Pattern.quote(known.get(name)));
                } else if (groups.containsKey(name)) {
                    regex.append("\\k<").append(name).append('>');
                } else {
                    groups.put(name, name);
                    regex.append("(?<").append(name).append(">.*)");
                }
                from = placeholder.end();
            }
            regex.append(Pattern.quote(template.substring(from)));
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        }

        void keep() {
            putAll(found);
        }
    }
}
