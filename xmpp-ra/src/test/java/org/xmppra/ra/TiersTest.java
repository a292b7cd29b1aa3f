package org.xmppra.ra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "org.xmppra", importOptions = ImportOption.DoNotIncludeTests.class)
class TiersTest {
    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("org.xmppra.ra.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PARTS_DO_NOT_KNOW_THE_ADAPTER = noClasses()
            .that()
            .resideInAnyPackage("org.xmppra.ra.*..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.xmppra.ra");

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTER_KNOWS_CONNECTORS = noClasses()
            .that()
            .resideOutsideOfPackage("org.xmppra.ra..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.resource..");
}
