package dev.parley.tool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import dev.parley.platform.testing.ServiceBorders;

@AnalyzeClasses(packages = "dev.parley", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest static final ArchTests BORDERS = ArchTests.in(ServiceBorders.class);

    @ArchTest
    static final ArchRule FEATURES_FORM_NO_CIRCLE =
            slices().matching("dev.parley.tool.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PARTS_OF_MCP_FORM_NO_CIRCLE =
            slices().matching("dev.parley.tool.mcp.server.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule MCP_KNOWS_NO_TOOL_OF_OURS =
            noClasses()
                    .that()
                    .resideInAPackage("dev.parley.tool.mcp.server.*..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.parley.tool.builtin..",
                            "dev.parley.tool.definition..",
                            "dev.parley.tool.execution..");
}
