package dev.parley.tool.definition;

import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.invocation.Effects;

/** Which fields of a definition go together, whatever its kind. */
final class DefinitionRules {

    private DefinitionRules() {}

    static void requireCacheable(ToolDefinition definition) {
        CacheRule cache = definition.cache();
        boolean keeps = cache != null && cache.scope() != CacheRule.Scope.NONE;
        if (keeps && definition.effects() != Effects.NONE) {
            throw refused(
                    "/cache",
                    "not-cacheable",
                    "is only for tools without effects; a kept result would stand for something that was not done");
        }
    }

    static void requireApproval(ToolDefinition definition) {
        if (definition.approvalRule() != null && definition.approval() != Approving.ALWAYS) {
            throw refused(
                    "/approval_rule",
                    "not-used",
                    "is used only with approval \"always\"; leave it out");
        }
    }

    static ProblemException refused(String pointer, String code, String message) {
        return ProblemException.invalid(
                pointer, code, "The value of " + pointer + ' ' + message + '.');
    }
}
