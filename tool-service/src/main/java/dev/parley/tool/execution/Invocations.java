package dev.parley.tool.execution;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.event.RunProblem;
import dev.parley.tool.builtin.RemoteTool;
import dev.parley.tool.definition.Binding;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.http.HttpInvocations;
import dev.parley.tool.invocation.CallContext;
import dev.parley.tool.invocation.Finding;
import dev.parley.tool.invocation.Invocation;
import dev.parley.tool.invocation.Reply;
import dev.parley.tool.invocation.ToolFailure;
import dev.parley.tool.remote.RemoteTools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Makes attempts of calls, by the kind of the tool. */
@ApplicationScoped
class Invocations {

    private final HttpInvocations http;

    private final RemoteTools servers;

    @Inject
    Invocations(HttpInvocations http, RemoteTools servers) {
        this.servers = servers;
        this.http = http;
    }

    /** An attempt. */
    Invocation<Reply> attempt(Tool tool, JsonNode arguments, CallContext context) {
        return switch (tool.binding()) {
            case Binding.Http(var configured) -> http.call(configured, arguments, context);
            case Binding.Mcp(var ofServer) ->
                    servers.call(ofServer, (ObjectNode) arguments, context);
            case Binding.Remote(RemoteTool remote) -> ofBuiltin(remote, arguments, context);
            case Binding.Local _ ->
                    throw new IllegalArgumentException("a local tool is called where it is");
        };
    }

    /** A look whether a call was carried out. */
    Invocation<Finding> lookUp(Tool tool, JsonNode arguments, CallContext context) {
        return switch (tool.binding()) {
            case Binding.Http(var configured) -> http.lookUp(configured, arguments, context);
            case Binding.Mcp _, Binding.Remote _, Binding.Local _ ->
                    throw new IllegalArgumentException("nothing to look up: it has no effects");
        };
    }

    /** The host that is asked, where it is known before. */
    static Optional<String> host(Tool tool) {
        return switch (tool.binding()) {
            case Binding.Http(var configured) -> Optional.of(configured.host());
            case Binding.Mcp(var ofServer) -> Optional.of(ofServer.host());
            case Binding.Remote _, Binding.Local _ -> Optional.empty();
        };
    }

    private static Invocation<Reply> ofBuiltin(
            RemoteTool tool, JsonNode arguments, CallContext context) {
        try {
            return new OfBuiltin(tool.prepare(arguments, context.time()));
        } catch (ToolFailure e) {
            return new Refusal(refused(e));
        }
    }

    private static Reply refused(ToolFailure e) {
        return new Reply.Refused(
                new RunProblem(e.code(), "The tool has no result", String.valueOf(e.getMessage())));
    }

    private record OfBuiltin(RemoteTool.Call call) implements Invocation<Reply> {

        @Override
        public Reply run() {
            try {
                JsonNode result = call.run();
                return new Reply.Done(result, result.toString().length(), null);
            } catch (ToolFailure e) {
                return refused(e);
            }
        }

        @Override
        public void abort() {
            call.abort();
        }
    }

    /** What was refused before anything was begun. */
    private record Refusal(Reply reply) implements Invocation<Reply> {

        @Override
        public Reply run() {
            return reply;
        }

        @Override
        public void abort() {
            // It is over already.
        }
    }
}
