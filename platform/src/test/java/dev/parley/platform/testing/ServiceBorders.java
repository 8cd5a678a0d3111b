package dev.parley.platform.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.ws.rs.Path;

/** The borders that hold in every service. */
public final class ServiceBorders {

    @ArchTest
    static final ArchRule CONTRACTS_USE_NOTHING_OF_OURS =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley.contracts..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.parley.platform..",
                            "dev.parley.conversation..",
                            "dev.parley.agent..",
                            "dev.parley.tool..",
                            "dev.parley.monitoring..");

    @ArchTest
    static final ArchRule PLATFORM_KNOWS_NO_SERVICE =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley.platform..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.parley.conversation..",
                            "dev.parley.agent..",
                            "dev.parley.tool..",
                            "dev.parley.monitoring..");

    @ArchTest
    static final ArchRule ENTITIES_STAY_IN_THEIR_PACKAGE =
            classes()
                    .that()
                    .areAnnotatedWith(Entity.class)
                    .should()
                    .bePackagePrivate()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule RESOURCES_STAY_IN_THEIR_PACKAGE =
            classes()
                    .that()
                    .areAnnotatedWith(Path.class)
                    .and()
                    .areNotInterfaces()
                    .should()
                    .bePackagePrivate()
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_TYPE_IS =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley..")
                    .should()
                    .haveSimpleNameEndingWith("Manager")
                    .orShould()
                    .haveSimpleNameEndingWith("Helper")
                    .orShould()
                    .haveSimpleNameEndingWith("Util")
                    .orShould()
                    .haveSimpleNameEndingWith("Impl");

    @ArchTest
    static final ArchRule NOBODY_PRINTS =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.parley.local..")
                    .should()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err");

    private ServiceBorders() {}
}
