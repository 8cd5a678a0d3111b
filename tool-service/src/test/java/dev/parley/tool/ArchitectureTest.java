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
    static final ArchRule PARTS_OF_THE_MCP_CLIENT_FORM_NO_CIRCLE =
            slices().matching("dev.parley.tool.mcp.client.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule PARTS_AROUND_MCP_SERVERS_FORM_NO_CIRCLE =
            slices().matching("dev.parley.tool.mcp.remote.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule MCP_CLIENT_DOES_NOT_KNOW_THE_SERVER =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.parley.tool.mcp.client..",
                            "dev.parley.tool.mcp.remote..",
                            "dev.parley.tool.mcp.protocol..",
                            "dev.parley.tool.mcp.rpc..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.parley.tool.mcp.server..");

    @ArchTest
    static final ArchRule MCP_KNOWS_NO_TOOL_OF_OURS =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.parley.tool.mcp.server.*..",
                            "dev.parley.tool.mcp.client..",
                            "dev.parley.tool.mcp.remote..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "dev.parley.tool.builtin..",
                            "dev.parley.tool.definition..",
                            "dev.parley.tool.execution..");
}
