package org.xmppra.core;

import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

/** Holds the tiers that docs/ARCHITECTURE.md draws. */
@AnalyzeClasses(packages = "org.xmppra", importOptions = ImportOption.DoNotIncludeTests.class)
class TiersTest {
    @ArchTest
    static final ArchRule tiers = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("session")
            .definedBy("org.xmppra.core.session..")
            .layer("iq")
            .definedBy("org.xmppra.core.iq..")
            .layer("stanza")
            .definedBy("org.xmppra.core.stanza..")
            .layer("features")
            .definedBy(
                    "org.xmppra.core.sasl..",
                    "org.xmppra.core.bind..",
                    "org.xmppra.core.management..",
                    "org.xmppra.core.component..",
                    "org.xmppra.core.tls..")
            .layer("xml")
            .definedBy("org.xmppra.core.xml..")
            .layer("stream")
            .definedBy("org.xmppra.core.stream..")
            .layer("net")
            .definedBy("org.xmppra.core.net..")
            .layer("api")
            .definedBy("org.xmppra")
            .whereLayer("session")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("iq")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("stanza")
            .mayOnlyBeAccessedByLayers("iq", "session")
            .whereLayer("features")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("xml")
            .mayOnlyBeAccessedByLayers("session")
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("xml", "features", "session")
            .whereLayer("net")
            .mayOnlyBeAccessedByLayers("session");

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("org.xmppra.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule noContainer = ArchRuleDefinition.noClasses()
            .that()
            .resideInAPackage("org.xmppra.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.resource..", "jakarta.ejb..", "jakarta.transaction..", "jakarta.enterprise..")
            .because("only the resource adapter knows the container");
}
