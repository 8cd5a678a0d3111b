package dev.parley.tool.definition;

import dev.parley.platform.caller.Caller;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.ToolPermissions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What a caller sees of the tools: who makes tools sees all, others see those that they may call.
 */
@ApplicationScoped
class ToolList {

    private final Tools tools;
    private final Cursors cursors;
    private final ToolPermissions permissions;

    @Inject
    ToolList(Tools tools, Cursors cursors, ToolPermissions permissions) {
        this.tools = tools;
        this.cursors = cursors;
        this.permissions = permissions;
    }

    Tool get(Caller caller, String name) {
        return tools.find(caller.tenant(), name)
                .filter(visibleTo(caller))
                .orElseThrow(() -> ProblemException.notFound("tool"));
    }

    Page<Tool> page(Caller caller, ToolFilter filter) {
        PageRequest wanted = PageRequest.of(filter.limit, filter.cursor);
        Optional<ToolKind> kind = filter.wantedKind();
        Optional<String> label = filter.wantedLabel();
        Optional<List<String>> names = filter.wantedNames();
        Cursors.Scope scope =
                Cursors.Scope.of(
                        caller.tenant(), "tools", filter.kind, filter.label, filter.names, "name");
        String after = wanted.cursor() == null ? "" : cursors.open(scope, wanted.cursor());
        Predicate<Tool> fits =
                visibleTo(caller)
                        .and(tool -> kind.isEmpty() || tool.definition().kind() == kind.get())
                        .and(tool -> label.isEmpty() || hasLabel(tool, label.get()));
        List<Tool> found =
                names.isPresent()
                        ? named(caller, names.get(), after, fits)
                        : tools.after(caller.tenant(), after, wanted.limit() + 1, fits);
        return Page.of(found, wanted.limit(), last -> cursors.seal(scope, last.name()));
    }

    private List<Tool> named(
            Caller caller, List<String> names, String after, Predicate<Tool> fits) {
        return names.stream()
                .distinct()
                .filter(name -> name.compareTo(after) > 0)
                .sorted()
                .map(name -> tools.find(caller.tenant(), name))
                .flatMap(Optional::stream)
                .filter(fits)
                .toList();
    }

    private static boolean hasLabel(Tool tool, String label) {
        return Objects.requireNonNull(tool.definition().labels()).pairs().entrySet().stream()
                .anyMatch(pair -> label.equals(pair.getKey() + ':' + pair.getValue()));
    }

    private Predicate<Tool> visibleTo(Caller caller) {
        boolean makesTools =
                caller.roles().stream()
                        .anyMatch(role -> permissions.of(role).contains(ToolPermissions.WRITE));
        return tool -> makesTools || tool.isFor(caller);
    }
}
