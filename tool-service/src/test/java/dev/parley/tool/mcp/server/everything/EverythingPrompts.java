package dev.parley.tool.mcp.server.everything;

import dev.parley.platform.caller.Caller;
import dev.parley.tool.mcp.server.call.Content;
import dev.parley.tool.mcp.server.call.McpCall;
import dev.parley.tool.mcp.server.call.Outcome;
import dev.parley.tool.mcp.server.call.ResourceContents;
import dev.parley.tool.mcp.server.offer.McpCompletions;
import dev.parley.tool.mcp.server.offer.McpPrompts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

@Alternative
@ApplicationScoped
public class EverythingPrompts implements McpPrompts, McpCompletions {

    private static final String ASKING = "test_input_required_result_prompt";

    private static final List<Prompt> ALL =
            List.of(
                    prompt(ASKING),
                    prompt("test_prompt_with_arguments", "arg1", "arg2"),
                    prompt("test_prompt_with_embedded_resource", "resourceUri"),
                    prompt("test_prompt_with_image"),
                    prompt("test_simple_prompt"));

    private static Prompt prompt(String name, String... arguments) {
        return new Prompt(
                name,
                "For tests.",
                Stream.of(arguments).map(it -> new Argument(it, "For tests.", true)).toList());
    }

    @Override
    public List<Prompt> after(Caller caller, String name, int limit) {
        return ALL.stream().filter(it -> it.name().compareTo(name) > 0).limit(limit).toList();
    }

    @Override
    public Optional<Prompt> find(Caller caller, String name) {
        return ALL.stream().filter(it -> it.name().equals(name)).findAny();
    }

    @Override
    public Outcome<Filled> fill(McpCall call, String name, Map<String, String> arguments) {
        if (name.equals(ASKING) && !call.inputs().given()) {
            return new Outcome.InputRequired<>(
                    Map.of("user_context", AskingTools.form("What context?", "context")), null);
        }
        Content content =
                switch (name) {
                    case "test_prompt_with_embedded_resource" ->
                            new Content.Embedded(
                                    ResourceContents.text(
                                            arguments.getOrDefault("resourceUri", ""),
                                            "text/plain",
                                            "Embedded resource content for testing."));
                    case "test_prompt_with_image" ->
                            new Content.Image(ContentTools.PNG, "image/png");
                    default -> new Content.Text("A prompt for " + arguments);
                };
        return new Outcome.Done<>(new Filled("For tests.", List.of(new Message("user", content))));
    }

    @Override
    public List<String> complete(Caller caller, Place place, String typed) {
        return List.of(typed + "ing", typed + "er");
    }
}
