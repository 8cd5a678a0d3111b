package dev.parley.conversation.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.ConversationPermissions;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.caller.CurrentCaller;
import dev.parley.platform.http.QueryParameters;
import dev.parley.platform.idempotency.Answer;
import dev.parley.platform.idempotency.Idempotency;
import dev.parley.platform.problem.ProblemException;
import io.quarkus.security.PermissionsAllowed;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Path("/v1/conversations")
@RunOnVirtualThread
class TranscriptResource {

    private static final String JSON_LINES = "application/jsonl";

    private final ExportConversation export;
    private final ImportConversation imports;
    private final TranscriptReader reader;
    private final Idempotency idempotency;
    private final CurrentCaller caller;
    private final ObjectMapper mapper;

    @Inject
    TranscriptResource(
            ExportConversation export,
            ImportConversation imports,
            TranscriptReader reader,
            Idempotency idempotency,
            CurrentCaller caller,
            ObjectMapper mapper) {
        this.export = export;
        this.imports = imports;
        this.reader = reader;
        this.idempotency = idempotency;
        this.caller = caller;
        this.mapper = mapper;
    }

    /** The conversation, line by line; {@code after} goes on behind a message's line. */
    @GET
    @Path("/{id}/export")
    @Produces(JSON_LINES)
    @PermissionsAllowed(ConversationPermissions.READ)
    @QueryParameters("after")
    public Response export(
            @PathParam("id") String id, @QueryParam("after") @Nullable String after) {
        ConversationId conversation = parse(id);
        long from = after == null ? 0 : parseSeq(after);
        export.check(caller.get(), conversation);
        StreamingOutput lines = out -> export.write(conversation, from, out);
        return Response.ok(lines, JSON_LINES).build();
    }

    /** Begins an import: the head's line first, then as many as fit into the body. */
    @POST
    @Path("/import")
    @Consumes(JSON_LINES)
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public Response begin(@HeaderParam(Idempotency.HEADER) @Nullable String key, byte[] body) {
        List<TranscriptLine> lines = reader.read(body);
        if (!(lines.getFirst() instanceof TranscriptLine.Head head)) {
            throw TranscriptReader.refusal(1, "the first line must be of type conversation.");
        }
        TranscriptRules.check(head);
        Caller who = caller.get();
        return idempotency
                .once(
                        who,
                        key,
                        "POST /v1/conversations/import",
                        body,
                        () -> begun(imports.begin(who, head, lines.subList(1, lines.size()))))
                .toResponse();
    }

    private Answer begun(ImportState state) {
        try {
            return new Answer(201, mapper.writeValueAsString(state));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an import's state is always writable", e);
        }
    }

    /** Takes the next lines of an import. */
    @POST
    @Path("/{id}/import")
    @Consumes(JSON_LINES)
    @Produces(MediaType.APPLICATION_JSON)
    @PermissionsAllowed(ConversationPermissions.WRITE)
    public ImportState goOn(@PathParam("id") String id, byte[] body) {
        return imports.goOn(caller.get(), parse(id), reader.read(body));
    }

    private static ConversationId parse(String id) {
        return ConversationId.find(id).orElseThrow(() -> ProblemException.notFound("conversation"));
    }

    private static long parseSeq(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw ProblemException.invalid(
                    "after", "not-a-number", "after must be the seq of a message.");
        }
        return Long.parseLong(text);
    }
}
