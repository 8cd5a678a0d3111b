package dev.parley.conversation.message;

import dev.parley.contracts.id.ConversationId;
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

    private final ConversationGate gate;
    private final MessageLog log;
    private final Cursors cursors;

    @Inject
    Messages(ConversationGate gate, MessageLog log, Cursors cursors) {
        this.gate = gate;
        this.log = log;
        this.cursors = cursors;
    }

    Page<MessageView> list(
            Caller caller, ConversationId conversation, MessageRange range, PageRequest wanted) {
        gate.require(caller, conversation);
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
