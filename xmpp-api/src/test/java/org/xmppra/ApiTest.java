package org.xmppra;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What applications compile against drags nothing in. */
@AnalyzeClasses(packages = "org.xmppra", importOptions = ImportOption.DoNotIncludeTests.class)
class ApiTest {
    private static final DescribedPredicate<JavaClass> JDK = resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.xml.parsers..",
            "javax.xml.stream..",
            "javax.xml.transform..",
            "javax.xml.namespace..",
            "javax.xml",
            "org.w3c.dom..",
            "org.xml.sax..");

    private static final DescribedPredicate<JavaClass> OURS = resideInAnyPackage("org.xmppra");

    private static final DescribedPredicate<JavaClass> PLAIN = describe(
            "types of the JDK or ours",
            type -> JDK.or(OURS).test(base(type)) || base(type).isPrimitive());

    @ArchTest
    static final ArchRule dependsOnTheJdkAndThreeLibraries = classes()
            .should()
            .onlyDependOnClassesThat(PLAIN.or(
                    resideInAnyPackage("org.jspecify.annotations..", "rocks.xmpp.precis..", "jakarta.xml.bind..")));

    /** So that an application without bound payloads does without JAXB. */
    @ArchTest
    static final ArchRule jaxbIsTouchedInOnePlace = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("org.xmppra.XmlBinding")
            .and()
            .haveNameNotMatching("org\\.xmppra\\.XmlBinding\\$.*")
            .should()
            .dependOnClassesThat(resideInAnyPackage("jakarta.."));

    @ArchTest
    static final ArchRule precisIsTouchedByAddressesOnly = noClasses()
            .that()
            .haveSimpleNameNotStartingWith("Jid")
            .should()
            .dependOnClassesThat(resideInAnyPackage("rocks.."));

    @ArchTest
    static final ArchRule publicMethodsSpeakPlainTypes = codeUnits()
            .that()
            .areDeclaredInClassesThat()
            .arePublic()
            .and()
            .doNotHaveModifier(JavaModifier.PRIVATE)
            .should()
            .haveRawReturnType(PLAIN)
            .andShould()
            .haveRawParameterTypes(
                    describe("plain types", types -> types.stream().allMatch(PLAIN)));

    @ArchTest
    static final ArchRule publicFieldsAreConstants = fields().that()
            .arePublic()
            .should()
            .beFinal()
            .andShould()
            .beStatic()
            .allowEmptyShould(true);

    private static JavaClass base(JavaClass type) {
        return type.getBaseComponentType();
    }
}
