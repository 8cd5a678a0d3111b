package dev.parley.tool.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.http.Metadata;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.definition.ToolDefinition;
import dev.parley.tool.definition.ToolImports;
import dev.parley.tool.definition.ToolKind;
import dev.parley.tool.invocation.Effects;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Imports the operations of a document that can be tools, and says why of those that cannot. */
@ApplicationScoped
class OpenapiImport {

    private static final int MAX_OPERATIONS = 200;
    private static final int MAX_NAME = 64;

    private final ToolImports imports;
    private final DocumentSource source;
    private final ObjectMapper mapper;

    @Inject
    OpenapiImport(ToolImports imports, DocumentSource source, ObjectMapper mapper) {
        this.imports = imports;
        this.source = source;
        this.mapper = mapper;
    }

    ImportReport run(Caller caller, ImportRequest wanted) {
        try {
            Document document = Document.read(source.of(wanted));
            List<Candidate> candidates = candidates(document, wanted);
            List<ToolDefinition> usable =
                    candidates.stream()
                            .map(Candidate::definition)
                            .filter(Objects::nonNull)
                            .map(Objects::requireNonNull)
                            .toList();
            List<String> outcomes =
                    wanted.isDryRun()
                            ? usable.stream().map(tool -> "importable").toList()
                            : imports.put(caller, usable, withEffects(candidates, wanted)).stream()
                                    .map(change -> change.name().toLowerCase(Locale.ROOT))
                                    .toList();
            return report(candidates, outcomes);
        } catch (DocumentRefused e) {
            throw ProblemException.invalid(
                    "/document",
                    "invalid-document",
                    "The value of /document " + e.getMessage() + '.');
        } catch (Unusable e) {
            throw ProblemException.invalid(
                    "/document",
                    "invalid-document",
                    "The document is not usable: " + e.getMessage());
        }
    }

    /** An operation, and the tool that it would be or why it cannot be one. */
    private record Candidate(
            Document.Operation operation,
            @Nullable ToolDefinition definition,
            @Nullable String why) {}

    /** The names of those of which the request says what they do. */
    private static Set<String> withEffects(List<Candidate> candidates, ImportRequest wanted) {
        Map<String, Effects> given = Objects.requireNonNullElse(wanted.effects(), Map.of());
        List<String> said = List.copyOf(given.keySet());
        return candidates.stream()
                .filter(it -> isNamed(it.operation(), said))
                .map(Candidate::definition)
                .filter(Objects::nonNull)
                .map(ToolDefinition::name)
                .collect(Collectors.toSet());
    }

    private List<Candidate> candidates(Document document, ImportRequest wanted) throws Unusable {
        List<Document.Operation> operations = document.operations();
        @Nullable List<String> named = wanted.operations();
        requireKnown(operations, named);
        List<Document.Operation> chosen =
                operations.stream().filter(it -> named == null || isNamed(it, named)).toList();
        if (chosen.size() > MAX_OPERATIONS) {
            throw ProblemException.invalid(
                    "/operations",
                    "too-many",
                    "The document has %d operations; choose at most %d of them in operations."
                            .formatted(chosen.size(), MAX_OPERATIONS));
        }
        String server = server(document, wanted);
        Set<String> taken = new HashSet<>();
        List<Candidate> candidates = new ArrayList<>();
        for (Document.Operation operation : chosen) {
            candidates.add(candidate(document, operation, server, wanted, taken));
        }
        return candidates;
    }

    private static boolean isNamed(Document.Operation operation, List<String> named) {
        return named.contains(operation.name()) || named.contains(operation.methodAndPath());
    }

    private static void requireKnown(
            List<Document.Operation> operations, @Nullable List<String> named) {
        for (int i = 0; named != null && i < named.size(); i++) {
            List<String> one = List.of(named.get(i));
            if (operations.stream().noneMatch(operation -> isNamed(operation, one))) {
                throw ProblemException.invalid(
                        "/operations/" + i,
                        "unknown-operation",
                        "The document has no operation \"" + named.get(i) + "\".");
            }
        }
    }

    private Candidate candidate(
            Document document,
            Document.Operation operation,
            String server,
            ImportRequest wanted,
            Set<String> taken) {
        try {
            OperationTool tool = OperationTool.of(document, operation, server, wanted);
            ToolDefinition definition = definition(tool, free(tool.name(), taken), wanted);
            imports.check(definition);
            taken.add(definition.name());
            return new Candidate(operation, definition, null);
        } catch (Unusable e) {
            return new Candidate(operation, null, e.getMessage());
        } catch (ProblemException e) {
            return new Candidate(operation, null, reason(e));
        }
    }

    private static String reason(ProblemException e) {
        return e.problem().errors().isEmpty()
                ? String.valueOf(e.problem().detail())
                : e.problem().errors().stream()
                        .map(FieldError::message)
                        .collect(Collectors.joining(" "));
    }

    private static String free(String wish, Set<String> taken) {
        String name = wish;
        for (int i = 2; taken.contains(name); i++) {
            String suffix = "_" + i;
            name = wish.substring(0, Math.min(wish.length(), MAX_NAME - suffix.length())) + suffix;
        }
        return name;
    }

    private ToolDefinition definition(OperationTool tool, String name, ImportRequest wanted) {
        return new ToolDefinition(
                name,
                null,
                tool.description(),
                ToolKind.OPENAPI,
                tool.inputSchema(),
                null,
                mapper.valueToTree(tool.config()),
                null,
                tool.effects(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                wanted.allowedRoles(),
                null,
                Objects.requireNonNullElse(wanted.labels(), new Metadata(Map.of())));
    }

    /** Where the paths begin; variables have their defaults. */
    private static String server(Document document, ImportRequest wanted) {
        JsonNode first = document.root().path("servers").path(0);
        String url = Objects.requireNonNullElse(wanted.serverUrl(), first.path("url").asText());
        for (Map.Entry<String, JsonNode> variable : first.path("variables").properties()) {
            url =
                    url.replace(
                            '{' + variable.getKey() + '}',
                            variable.getValue().path("default").asText());
        }
        if (!url.matches("https?://.+")) {
            url = againstSource(url, wanted.url());
        }
        return url.replaceAll("/+$", "");
    }

    /** A server without a host is where the document came from (OpenAPI 3.1, 4.8.5). */
    private static String againstSource(String url, @Nullable String source) {
        if (source == null) {
            throw ProblemException.invalid(
                    "/server_url",
                    "required",
                    "The document does not say which host its server is; give server_url.");
        }
        return URI.create(source).resolve(url.isEmpty() ? "/" : url).toString();
    }

    private static ImportReport report(List<Candidate> candidates, List<String> outcomes) {
        List<ImportReport.Entry> entries = new ArrayList<>();
        int next = 0;
        for (Candidate candidate : candidates) {
            ToolDefinition tool = candidate.definition();
            Document.Operation operation = candidate.operation();
            entries.add(
                    new ImportReport.Entry(
                            operation.name(),
                            operation.method().toUpperCase(Locale.ROOT),
                            operation.path(),
                            tool == null ? "skipped" : outcomes.get(next++),
                            tool == null ? null : tool.name(),
                            tool == null ? null : tool.description(),
                            tool == null ? null : Objects.requireNonNull(tool.effects()).wireName(),
                            candidate.why()));
        }
        return new ImportReport(entries);
    }
}
