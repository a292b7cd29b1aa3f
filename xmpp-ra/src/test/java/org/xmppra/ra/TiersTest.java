package org.xmppra.ra;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.xmppra.ra.account.AccountProperties;
import org.xmppra.ra.admin.FigurePlugin;

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
    static final ArchRule NOTHING_BELOW_THE_BEANS_HAS_SETTERS = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAnyPackage("org.xmppra.ra..", "org.xmppra.core..")
            .and()
            .areDeclaredInClassesThat()
            .areNotAssignableTo(AccountProperties.class)
            .and()
            .haveNameMatching("set[A-Z].*")
            .and()
            .doNotHaveName("setLogWriter")
            .and()
            .doNotHaveName("setReference")
            .and()
            .areNotDeclaredIn(FigurePlugin.class)
            .should(new ArchCondition<>("not exist") {
                @Override
                public void check(JavaMethod method, ConditionEvents events) {
                    events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                }
            })
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_ADAPTER_KNOWS_CONNECTORS = noClasses()
            .that()
            .resideOutsideOfPackage("org.xmppra.ra..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.resource..");
}
