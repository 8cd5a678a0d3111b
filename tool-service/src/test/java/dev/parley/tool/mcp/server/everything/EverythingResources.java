package dev.parley.tool.mcp.server.everything;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.call.ResourceContents;
import dev.parley.tool.mcp.server.offer.McpResources;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

@Alternative
@ApplicationScoped
public class EverythingResources implements McpResources {

    private static final Pattern OF_TEMPLATE = Pattern.compile("test://template/([^/]+)/data");

    private static final int MANY = 60;

    private static final List<ResourceContents> ALL =
            Stream.concat(
                            few(),
                            IntStream.range(10, 10 + MANY)
                                    .mapToObj(number ->
                                            ResourceContents.text(
                                                    "test://z/" + number,
                                                    "text/plain",
                                                    "One of many")))
                    .toList();

    private static Stream<ResourceContents> few() {
        return Stream.of(
                ResourceContents.blob("test://static-binary", "image/png", ContentTools.PNG),
                ResourceContents.text(
                        "test://static-text",
                        "text/plain",
                        "This is the content of the static text resource."),
                ResourceContents.text(
                        "test://watched-resource", "text/plain", "Watched resource content"));
    }

    @Override
    public List<Resource> after(Caller caller, String uri, int limit) {
        return ALL.stream()
                .filter(it -> it.uri().compareTo(uri) > 0)
                .map(it -> new Resource(it.uri(), it.uri(), "For tests.", it.mimeType()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Template> templatesAfter(Caller caller, String uriTemplate, int limit) {
        return uriTemplate.isEmpty()
                ? List.of(
                        new Template(
                                "test://template/{id}/data",
                                "Resource template",
                                "For tests.",
                                "application/json"))
                : List.of();
    }

    @Override
    public Optional<Outcome<List<ResourceContents>>> read(McpCall call, String uri) {
        Matcher template = OF_TEMPLATE.matcher(uri);
        Optional<ResourceContents> found =
                template.matches()
                        ? Optional.of(
                                ResourceContents.text(
                                        uri,
                                        "application/json",
                                        "{\"id\":\"%s\",\"templateTest\":true}"
                                                .formatted(template.group(1))))
                        : ALL.stream().filter(it -> it.uri().equals(uri)).findAny();
        return found.map(it -> new Outcome.Done<>(List.of(it)));
    }
}
