package org.xmppra.it.proof;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds the tags of compiled tests, JUnit's and jqwik's, on methods and on classes. Loads none of the classes. */
final class TaggedTests {
    private static final List<String> TAGS = List.of("org.junit.jupiter.api.Tag", "net.jqwik.api.Tag");
    private static final List<String> CONTAINERS = List.of("org.junit.jupiter.api.Tags", "net.jqwik.api.TagList");
    /** Which servers a test starts that uses a class. */
    private static final Map<String, List<String>> SERVERS = Map.of(
            "org.xmppra.it.servers.ProsodyServer", List.of("Prosody"),
            "org.xmppra.it.servers.EjabberdServer", List.of("ejabberd"),
            "org.xmppra.it.servers.RealServer", List.of("Prosody", "ejabberd"),
            "org.xmppra.it.servers.EmbeddedServer", List.of("embedded"),
            "org.xmppra.testkit.XmppTestServer", List.of("embedded"),
            "org.xmppra.testkit.session.SessionLab", List.of("scripted"),
            "org.xmppra.testkit.script.ScriptedPeer", List.of("scripted"));

    private static final Comparator<ProvingTest> ORDER =
            Comparator.comparing(ProvingTest::className).thenComparing(ProvingTest::method);

    private TaggedTests() {}

    /** Tag -> tests, in the order of their names. */
    static SortedMap<String, Collection<ProvingTest>> in(Collection<Path> testClasses) {
        ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
        try {
            SortedMap<String, Collection<ProvingTest>> tests = new TreeMap<>();
            new ClassFileImporter().importPaths(testClasses).forEach(type -> collect(type, tests));
            return tests;
        } finally {
            ArchConfiguration.get().reset();
        }
    }

    private static void collect(JavaClass type, Map<String, Collection<ProvingTest>> tests) {
        List<JavaClass> run = Stream.concat(Stream.of(type), type.getAllSubclasses().stream())
                .filter(candidate -> !candidate.getModifiers().contains(JavaModifier.ABSTRACT))
                .sorted(Comparator.comparing(JavaClass::getName))
                .toList();
        List<String> runClasses = run.stream().map(JavaClass::getName).toList();
        SortedSet<String> servers = Stream.concat(Stream.of(type), run.stream())
                .flatMap(candidate -> candidate.getDirectDependenciesFromSelf().stream())
                .flatMap(dependency ->
                        SERVERS.getOrDefault(dependency.getTargetClass().getName(), List.of()).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        add(type, new ProvingTest(type.getName(), "", runClasses, servers), tests);
        for (JavaMethod method : type.getMethods()) {
            add(method, new ProvingTest(type.getName(), method.getName(), runClasses, servers), tests);
        }
    }

    private static void add(HasAnnotations<?> tagged, ProvingTest test, Map<String, Collection<ProvingTest>> tests) {
        tagged.getAnnotations().stream()
                .flatMap(TaggedTests::values)
                .forEach(tag -> tests.computeIfAbsent(tag, first -> new TreeSet<>(ORDER))
                        .add(test));
    }

    private static Stream<String> values(JavaAnnotation<?> annotation) {
        String type = annotation.getRawType().getName();
        Object value = annotation.get("value").orElse("");
        if (CONTAINERS.contains(type)) {
            return Arrays.stream((Object[]) value)
                    .map(JavaAnnotation.class::cast)
                    .flatMap(TaggedTests::values);
        }
        return TAGS.contains(type) ? Stream.of((String) value) : Stream.empty();
    }
}
