package org.xmppra.ra;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** README's table of properties says what the deployment descriptor says. */
class ReadmeTest {
    private static final Pattern ROW =
            Pattern.compile("^\\| `(\\w+)` \\| ([^|]*) \\| ([^|]*) \\| ([^|]*) \\|$", Pattern.MULTILINE);
    private static final Map<String, String> SCOPES = Map.of(
            "resourceadapter", "adapter",
            "connection-definition", "factory",
            "activationspec", "activation");

    @Test
    @Tag("RA-7")
    void tableOfPropertiesIsTheDescriptors() throws Exception {
        assertThat(readme()).containsExactlyEntriesOf(descriptor());
    }

    private static Map<String, List<String>> readme() throws Exception {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        Matcher row = ROW.matcher(Files.readString(Path.of("..", "README.md")));
        while (row.find()) {
            rows.put(row.group(1), List.of(row.group(2), row.group(3).replace("`", ""), row.group(4)));
        }
        return rows;
    }

    /** Name -> scopes, default, description; those of the first bean that has the property. */
    private static Map<String, List<String>> descriptor() throws Exception {
        Document xml = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of("src", "main", "rar", "META-INF", "ra.xml").toFile());
        Map<String, List<String>> properties = new LinkedHashMap<>();
        NodeList all = xml.getElementsByTagName("config-property");
        for (int i = 0; i < all.getLength(); i++) {
            Element property = (Element) all.item(i);
            String scope = SCOPES.get(property.getParentNode().getNodeName());
            List<String> facts = properties.computeIfAbsent(
                    text(property, "config-property-name"),
                    name -> new ArrayList<>(
                            List.of("", text(property, "config-property-value"), text(property, "description"))));
            if (!List.of(facts.get(0).split(", ")).contains(scope)) {
                facts.set(0, facts.get(0).isEmpty() ? scope : facts.get(0) + ", " + scope);
            }
        }
        return properties;
    }

    private static String text(Element property, String name) {
        NodeList found = property.getElementsByTagName(name);
        return found.getLength() == 0
                ? ""
                : found.item(0).getTextContent().strip().replaceAll("\\s+", " ");
    }
}
