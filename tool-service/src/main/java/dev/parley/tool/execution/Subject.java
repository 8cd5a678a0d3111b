package dev.parley.tool.execution;

import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.ExecutionId;
import dev.parley.contracts.id.RunId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What an execution is of, as others are told. */
record Subject(
        LedgerKey key,
        ExecutionId id,
        String user,
        @Nullable RunId run,
        @Nullable ConversationId conversation,
        @Nullable String agent,
        String tool,
        int toolVersion,
        String kind) {

    static Subject of(Call call) {
        return new Subject(
                new LedgerKey(call.tenant(), call.callId()),
                call.id(),
                call.caller().user(),
                run(call.run()),
                conversation(call.conversation()),
                call.agent(),
                call.tool().name(),
                call.tool().version(),
                call.tool().definition().kind().wireName());
    }

    static Subject of(LedgerRow row) {
        return new Subject(
                new LedgerKey(row.tenant(), row.callId()),
                row.id(),
                row.user(),
                run(row.run()),
                conversation(row.conversation()),
                row.agent(),
                row.tool(),
                row.toolVersion(),
                row.kind());
    }

    private static @Nullable RunId run(@Nullable UUID value) {
        return value == null ? null : new RunId(value);
    }

    private static @Nullable ConversationId conversation(@Nullable UUID value) {
        return value == null ? null : new ConversationId(value);
    }
}
