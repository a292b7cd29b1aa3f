package org.xmppra.sample.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The CLI script is the administrator's example: it must know every property of the adapter, and no other. */
class AdapterConfigurationTest {
    private static final Path SCRIPT = Path.of("../server/src/main/cli/configure.cli");
    private static final Path DESCRIPTOR = Path.of("../../xmpp-ra/src/main/rar/META-INF/ra.xml");

    @Test
    @Tag("RA-7")
    void scriptConfiguresEveryPropertyOfTheAdapterAndNoOther() throws Exception {
        String adapter = Files.readString(DESCRIPTOR).split("<outbound-resourceadapter>", 2)[0];

        assertThat(found("config-properties=(\\w+):add", Files.readString(SCRIPT)))
                .isNotEmpty()
                .isEqualTo(found("<config-property-name>(\\w+)<", adapter));
    }

    @Test
    @Tag("RA-7")
    void everyPropertyIsMovedByTheSystemPropertyOfItsName() throws Exception {
        for (String line : Files.readAllLines(SCRIPT)) {
            Matcher property = Pattern.compile("config-properties=(\\w+):add").matcher(line);
            if (property.find()) {
                assertThat(line).contains("value=\"${xmppra." + property.group(1) + ":");
            }
        }
    }

    @Test
    void beansAreFoundUnderTheDefaultResourceOfTheScript() throws Exception {
        assertThat(Files.readString(SCRIPT)).contains("${xmppra.resource:sample}");
        assertThat(Files.readString(Path.of("../web/src/main/java/org/xmppra/sample/web/StatusServlet.java")))
                .contains("System.getProperty(\"xmppra.resource\", \"sample\")");
    }

    private static Set<String> found(String pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
