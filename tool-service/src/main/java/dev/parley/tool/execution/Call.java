package dev.parley.tool.execution;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.parley.contracts.event.EventJson;
import dev.parley.contracts.id.ApprovalId;
import dev.parley.contracts.id.CallId;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.id.RunId;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import dev.parley.tool.definition.Tool;
import dev.parley.tool.invocation.Effects;
import dev.parley.tool.schema.CanonicalJson;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of a tool.
 *
 * @param id what it is called if nobody has called before under its call id
 * @param effects what it may do, as was said when it was made
 * @param argumentsHash what tells other arguments under the same call id apart: of those that were
 *     asked for, which are not those of the call if somebody edited them
 * @param approval what it needs before it may leave
 * @param run the run that it belongs to
 * @param epoch which claim of the run calls; 0 for a call of no run
 */
record Call(
        ExecutionId id,
        String callId,
        Caller caller,
        Tool tool,
        Effects effects,
        JsonNode arguments,
        String argumentsHash,
        @Nullable ApprovalId approval,
        @Nullable UUID run,
        @Nullable UUID conversation,
        @Nullable String agent,
        int epoch) {

    /** What somebody asked for; refuses a context that contradicts itself. */
    static Call of(Caller caller, Tool tool, ExecuteRequest request) {
        ExecutionId id = ExecutionId.next();
        ExecuteRequest.Context context = request.context();
        ConversationId conversation = context == null ? null : context.conversationId();
        return new Call(
                id,
                request.callId() == null ? id.toString() : request.callId(),
                caller,
                tool,
                tool.effects(),
                request.arguments(),
                CanonicalJson.hash(request.arguments()),
                null,
                run(request),
                conversation == null ? null : conversation.value(),
                context == null ? null : context.agent(),
                epoch(request));
    }

    /** Which claim of a run asks; 0 if none does. */
    static int epoch(ExecuteRequest request) {
        Integer epoch = request.context() == null ? null : request.context().epoch();
        return epoch == null ? 0 : epoch;
    }

    /** What a row of the ledger was entered for. */
    static Call of(LedgerRow row, Tool tool) {
        Set<String> roles = Set.copyOf(row.userRoles());
        return new Call(
                row.id(),
                row.callId(),
                new Caller(row.tenant(), row.user(), roles),
                tool,
                row.effects(),
                read(Objects.requireNonNullElse(row.editedArguments(), row.arguments())),
                row.argumentsHash(),
                row.approval(),
                row.run(),
                row.conversation(),
                row.agent(),
                row.epoch());
    }

    private static JsonNode read(String arguments) {
        try {
            return EventJson.mapper().readTree(arguments);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored arguments are not readable", e);
        }
    }

    private static @Nullable UUID run(ExecuteRequest request) {
        @Nullable RunId said = request.context() == null ? null : request.context().runId();
        Optional<RunId> named =
                Optional.ofNullable(request.callId()).flatMap(CallId::find).map(CallId::run);
        if (said != null && named.isPresent() && !named.get().equals(said)) {
            throw ProblemException.invalid(
                    "/context/run_id",
                    "contradiction",
                    "The value of /context/run_id must be the run that call_id names, or left out.");
        }
        return named.or(() -> Optional.ofNullable(said)).map(RunId::value).orElse(null);
    }

    String tenant() {
        return caller.tenant();
    }
}
