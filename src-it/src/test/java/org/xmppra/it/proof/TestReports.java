package org.xmppra.it.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** What the XML reports of Surefire and Failsafe say. A method with several runs is as good as its worst. */
final class TestReports {
    private final Map<String, Map<String, Outcome>> outcomes = new HashMap<>();

    private TestReports() {}

    /** Reads all reports of some folders; those that do not exist have none. */
    static TestReports in(Collection<Path> folders) {
        TestReports reports = new TestReports();
        folders.stream().filter(Files::isDirectory).forEach(reports::readAll);
        return reports;
    }

    /** How a test ended, in all classes it has to run in. */
    Outcome of(ProvingTest test) {
        return test.runClasses().stream()
                .map(type -> test.method().isEmpty() ? ofClass(type) : ofMethod(type, test.method()))
                .reduce(Outcome::orWorse)
                .orElse(Outcome.ABSENT);
    }

    private Outcome ofMethod(String type, String method) {
        Map<String, Outcome> methods = outcomes.getOrDefault(type, Map.of());
        // A class that is skipped or fails as a whole is reported by a test case without a name.
        return Optional.ofNullable(methods.get(method)).orElse(methods.getOrDefault("", Outcome.ABSENT));
    }

    private Outcome ofClass(String type) {
        return outcomes.entrySet().stream()
                .filter(entry -> entry.getKey().equals(type) || entry.getKey().startsWith(type + "$"))
                .flatMap(entry -> entry.getValue().values().stream())
                .reduce(Outcome::orWorse)
                .orElse(Outcome.ABSENT);
    }

    private void readAll(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
                    .forEach(this::read);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void read(Path file) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        try (InputStream in = Files.newInputStream(file)) {
            readSuite(factory.createXMLStreamReader(in));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (XMLStreamException malformed) {
            throw new IllegalStateException(file + " is no report", malformed);
        }
    }

    private void readSuite(XMLStreamReader xml) throws XMLStreamException {
        xml.nextTag();
        String suite = xml.getAttributeValue(null, "name");
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT
                    && xml.getLocalName().equals("testcase")) {
                String type = xml.getAttributeValue(null, "classname");
                String method = xml.getAttributeValue(null, "name").replaceFirst("[^\\p{Alnum}_$].*", "");
                // Of jqwik's classes the test case has the simple name only.
                outcomes.computeIfAbsent(suite.endsWith("." + type) ? suite : type, first -> new HashMap<>())
                        .merge(method, outcome(xml), Outcome::orWorse);
            }
        }
    }

    private static Outcome outcome(XMLStreamReader xml) throws XMLStreamException {
        Outcome outcome = Outcome.PASSED;
        int depth = 1;
        while (depth > 0) {
            int event = xml.next();
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                depth++;
                outcome = outcome.orWorse(
                        switch (xml.getLocalName()) {
                            case "failure", "error" -> Outcome.FAILED;
                            case "skipped" -> skipped(xml.getAttributeValue(null, "message"));
                            default -> Outcome.PASSED;
                        });
            }
        }
        return outcome;
    }

    /** JUnit's {@code @EnabledForJreRange} tells why; anything else that is skipped lacks something. */
    private static Outcome skipped(@Nullable String reason) {
        return reason != null && reason.startsWith("Disabled on JRE version") ? Outcome.OTHER_JDK : Outcome.SKIPPED;
    }
}
