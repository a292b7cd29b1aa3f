package org.xmppra.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.xmppra.testkit", importOptions = ImportOption.DoNotIncludeTests.class)
class TestkitArchitectureTest {
    /** So that the command line runs without JUnit. */
    @ArchTest
    static final ArchRule onlyTheExtensionKnowsJUnit = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(XmppTestServer.class.getName())
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.junit..");

    /** So that the server's judgement is its own, and not the client's that it is to test. */
    @ArchTest
    static final ArchRule serverUsesTheCodecOnly = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.xmppra.core.session..", "org.xmppra.core.iq..", "org.xmppra.core.bind..");

    @ArchTest
    static final ArchRule internalsArePackagePrivate = classes()
            .that()
            .resideInAPackage("org.xmppra.testkit")
            .and()
            .arePublic()
            .and()
            .areTopLevelClasses()
            .should()
            .haveNameMatching(
                    ".*\\.(XmppTestServer|Main|RoutedStanza|ResourceConflict|ServerFeature|TestCertificates?)");
}
