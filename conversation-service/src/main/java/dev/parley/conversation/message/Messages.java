package dev.parley.conversation.message;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.log.VisibleLog;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Reads a conversation's messages. */
@ApplicationScoped
class Messages {

    private final VisibleLog logs;
    private final MessageLog log;
    private final Cursors cursors;

    @Inject
    Messages(VisibleLog logs, MessageLog log, Cursors cursors) {
        this.logs = logs;
        this.log = log;
        this.cursors = cursors;
    }

    Page<MessageView> list(
            Caller caller, ConversationId conversation, MessageRange range, PageRequest wanted) {
        logs.lastSeq(caller, conversation);
        Cursors.Scope scope = Cursors.Scope.of(caller.tenant(), "messages", conversation, range);
        List<MessageView> rows =
                switch (range.order()) {
                    case DESC ->
                            log.before(
                                    conversation,
                                    from(scope, wanted, range.before()),
                                    wanted.limit() + 1);
                    case ASC ->
                            log.after(
                                    conversation,
                                    from(scope, wanted, 0),
                                    range.before(),
                                    wanted.limit() + 1);
                };
        return Page.of(
                rows, wanted.limit(), last -> cursors.seal(scope, Long.toString(last.seq())));
    }

    private long from(Cursors.Scope scope, PageRequest wanted, long start) {
        return wanted.cursor() == null
                ? start
                : Long.parseLong(cursors.open(scope, wanted.cursor()));
    }
}
