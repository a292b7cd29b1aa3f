package org.xmppra.it.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xmppra.it.servers.EmbeddedServer;

/** From tags and reports to a table, with tests and rules of its own. */
class RuleTableTest {
    private static final RuleBook BOOK = RuleBook.parse("""
            Rules of the house
            ZZ-1 Doors are shut
            ZZ-2 Lamps are out
            ZZ-3 Cats are in
            """);

    private final Map<String, Collection<ProvingTest>> tests =
            TaggedTests.in(List.of(Path.of("target", "test-classes")));

    @TempDir
    private Path reports;

    private TestReports report(String className, String... cases) throws IOException {
        Files.writeString(
                reports.resolve("TEST-" + className + ".xml"),
                "<testsuite name='" + className + "'>" + String.join("", cases).replace("CLASS", className)
                        + "</testsuite>");
        return TestReports.in(List.of(reports));
    }

    private static String name(Class<?> type) {
        return type.getName();
    }

    @Test
    void tagsOfMethodsAndOfClassesAreFound() {
        assertThat(tests.get("ZZ-1"))
                .extracting(ProvingTest::shortName, ProvingTest::method)
                .containsExactly(
                        tuple("RuleTableTest.Doors", "frontDoorIsShut"),
                        tuple("RuleTableTest.Doors", "sideDoorIsShut"));
        assertThat(tests.get("ZZ-2"))
                .extracting(ProvingTest::shortName, ProvingTest::method)
                .containsExactly(tuple("RuleTableTest.Lamps", ""));
    }

    @Test
    void inheritedTestHasToPassInEveryClassThatInheritsIt() throws IOException {
        ProvingTest front = tests.get("ZZ-1").iterator().next();
        assertThat(front.runClasses()).containsExactly(name(Barn.class), name(House.class));
        report(name(Barn.class), "<testcase name='frontDoorIsShut' classname='CLASS'/>");
        TestReports both = report(
                name(House.class),
                "<testcase name='frontDoorIsShut' classname='CLASS'/>",
                "<testcase name='sideDoorIsShut(int)[1]' classname='CLASS'/>",
                "<testcase name='sideDoorIsShut(int)[2]' classname='CLASS'><failure>open</failure></testcase>");
        assertThat(tests.get("ZZ-1")).extracting(both::of).containsExactly(Outcome.PASSED, Outcome.FAILED);
    }

    @Test
    void testWithoutReportIsAbsentAndOneOfASkippedClassIsSkipped() throws IOException {
        ProvingTest front = tests.get("ZZ-1").iterator().next();
        TestReports house =
                report(name(House.class), "<testcase name='' classname='CLASS'><skipped message='no key'/></testcase>");
        assertThat(house.of(front)).isEqualTo(Outcome.ABSENT);
        TestReports both = report(name(Barn.class), "<testcase name='frontDoorIsShut' classname='CLASS'/>");
        assertThat(both.of(front)).isEqualTo(Outcome.SKIPPED);
    }

    @Test
    void testOfAnotherRuntimeIsNotOneThatLacksSomething() throws IOException {
        TestReports lamps = report(
                name(Lamps.class),
                "<testcase name='red' classname='CLASS'/>",
                "<testcase name='green' classname='CLASS'>"
                        + "<skipped message='Disabled on JRE version: 17.0.15 ==&gt; no bulb'/></testcase>");
        assertThat(tests.get("ZZ-2")).extracting(lamps::of).containsExactly(Outcome.OTHER_JDK);
    }

    @Test
    void classIsKnownByItsSimpleNameToo() throws IOException {
        String simple = name(Lamps.class).substring(name(Lamps.class).lastIndexOf('.') + 1);
        TestReports lamps = report(name(Lamps.class), "<testcase name='red' classname='" + simple + "'/>");
        assertThat(tests.get("ZZ-2")).extracting(lamps::of).containsExactly(Outcome.PASSED);
    }

    @Test
    void taggedClassIsAsGoodAsItsWorstTest() throws IOException {
        TestReports lamps = report(
                name(Lamps.class),
                "<testcase name='red' classname='CLASS'/>",
                "<testcase name='green' classname='CLASS'><error>on</error></testcase>");
        assertThat(tests.get("ZZ-2")).extracting(lamps::of).containsExactly(Outcome.FAILED);
    }

    @Test
    void tableNamesRulesTestsAndOutcomes() {
        assertThat(new RuleTable(BOOK, tests).markdown(test -> Outcome.SKIPPED))
                .startsWith("# Rules of the house\n")
                .endsWith("""
                        | **ZZ-1** | Doors are shut | `RuleTableTest.Doors`: frontDoorIsShut, sideDoorIsShut |  | skipped |
                        | **ZZ-2** | Lamps are out | `RuleTableTest.Lamps` | embedded | skipped |
                        | **ZZ-3** | Cats are in | not yet | | |
                        """);
    }

    @Test
    void ruleWithoutTestIsTold() {
        assertThat(new RuleTable(BOOK, tests).unproven()).containsExactly("ZZ-3 has no test: Cats are in");
    }

    @Test
    void testThatDidNotPassIsToldUnlessThatWillDo() {
        RuleTable table = new RuleTable(BOOK, tests);
        assertThat(table.unsatisfied(test -> Outcome.SKIPPED, EnumSet.of(Outcome.PASSED)))
                .hasSize(3)
                .contains("ZZ-1: RuleTableTest.Doors frontDoorIsShut skipped");
        assertThat(table.unsatisfied(test -> Outcome.SKIPPED, EnumSet.of(Outcome.PASSED, Outcome.SKIPPED)))
                .isEmpty();
    }

    /** Has tags, and is never run. */
    abstract static class Doors {
        @Tag("ZZ-1")
        void frontDoorIsShut() {}

        @Tag("ZZ-1")
        @Tag("ZZ-0")
        void sideDoorIsShut() {}
    }

    static class House extends Doors {}

    static class Barn extends Doors {}

    @Tag("ZZ-2")
    static class Lamps {
        /** What a test talks to is known by its fields and calls. */
        static @Nullable EmbeddedServer server;

        void red() {}

        void green() {}
    }
}
