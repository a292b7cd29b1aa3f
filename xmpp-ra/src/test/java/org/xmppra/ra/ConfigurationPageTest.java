package org.xmppra.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page about configuration says what the descriptor and the sources say. */
class ConfigurationPageTest {
    private static final Path PAGE = Path.of("..", "docs", "configuration.md");
    private static final Map<String, String> SCOPES = Map.of(
            "resourceadapter", "adapter",
            "connection-definition", "factory",
            "activationspec", "activation");

    /** A property as the page shows it: type, default, description; scopes are gathered. */
    private static final class Row {
        private final List<String> scopes = new ArrayList<>();
        private final String rest;

        Row(Element property) {
            String type = text(property, "config-property-type");
            String usual = text(property, "config-property-value");
            rest = type.substring(type.lastIndexOf('.') + 1)
                    + (text(property, "config-property-confidential").equals("true") ? ", secret" : "") + " | "
                    + (usual.isEmpty() ? "" : "`" + usual + "`") + " | " + text(property, "description");
        }

        String line(String name) {
            return "| `" + name + "` | " + String.join(", ", scopes) + " | " + rest + " |";
        }
    }

    @Test
    @Tag("RA-7")
    void tableIsTheDescriptors() throws Exception {
        List<String> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.matches("\\| `\\w+` \\|.*"))
                .toList();
        assertThat(rows).containsExactlyElementsOf(descriptor());
    }

    private static List<String> descriptor() throws Exception {
        NodeList all = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("src", "main", "rar", "META-INF", "ra.xml").toFile())
                .getElementsByTagName("config-property");
        Map<String, Row> rows = new LinkedHashMap<>();
        for (int i = 0; i < all.getLength(); i++) {
            Element property = (Element) all.item(i);
            String scope = SCOPES.get(property.getParentNode().getNodeName());
            Row row = rows.computeIfAbsent(text(property, "config-property-name"), name -> new Row(property));
            if (!row.scopes.contains(scope)) {
                row.scopes.add(scope);
            }
        }
        return rows.entrySet().stream()
                .map(row -> row.getValue().line(row.getKey()))
                .toList();
    }

    private static String text(Element property, String name) {
        NodeList found = property.getElementsByTagName(name);
        return found.getLength() == 0
                ? ""
                : found.item(0).getTextContent().strip().replaceAll("\\s+", " ");
    }

    @Test
    @Tag("RA-32")
    void everyMessageHasItsOwnIdAndIsExplained() throws Exception {
        Set<String> explained = new TreeSet<>();
        Matcher id = Pattern.compile("XMPPRA-(\\d{4})(?:, (\\d{4}))*").matcher(Files.readString(PAGE));
        while (id.find()) {
            Stream.of(id.group().substring("XMPPRA-".length()).split(", ")).forEach(explained::add);
        }
        List<String> used = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher use = Pattern.compile("XMPPRA-(\\d{4})").matcher(Files.readString(source));
                while (use.find()) {
                    used.add(use.group(1));
                }
            }
        }
        assertThat(used).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(used)).isEqualTo(explained);
    }

    @Test
    @Tag("RA-32")
    void whatAnOperatorSeesBeginsWithAnId() throws Exception {
        Pattern visible = Pattern.compile("Level\\.(?:INFO|WARNING|ERROR),\\s*(?:\\(\\) ->\\s*)?\"([^\"]*)\"");
        try (Stream<Path> sources = Files.walk(Path.of("src", "main", "java"))) {
            for (Path source :
                    sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                Matcher message = visible.matcher(Files.readString(source));
                while (message.find()) {
                    assertThat(message.group(1)).as(source.toString()).startsWith("XMPPRA-");
                }
            }
        }
    }
}
