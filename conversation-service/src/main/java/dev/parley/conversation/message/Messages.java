package dev.parley.conversation.message;

import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.branch.VisibleBranch;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.page.Cursors;
import dev.parley.platform.page.Page;
import dev.parley.platform.page.PageRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a conversation's messages. */
@ApplicationScoped
class Messages {

    private final VisibleBranch branches;
    private final MessageLog log;
    private final Siblings siblings;
    private final RecentMessages recent;
    private final Cursors cursors;

    @Inject
    Messages(
            VisibleBranch branches,
            MessageLog log,
            Siblings siblings,
            RecentMessages recent,
            Cursors cursors) {
        this.recent = recent;
        this.branches = branches;
        this.log = log;
        this.siblings = siblings;
        this.cursors = cursors;
    }

    /**
     * Where a page goes on: in the branch that the first page showed, whichever is active by now.
     */
    private record Position(int branch, long seq) {

        static Position parse(String text) {
            String[] parts = text.split(":", 2);
            return new Position(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }

        @Override
        public String toString() {
            return branch + ":" + seq;
        }
    }

    Page<MessageJson> list(
            Caller caller, ConversationId conversation, MessageRange range, PageRequest wanted) {
        Cursors.Scope scope = Cursors.Scope.of(caller.tenant(), "messages", conversation, range);
        if (wanted.cursor() == null && range.isNewest() && wanted.limit() <= RecentWindow.PAGE) {
            return recent(caller, conversation, scope, wanted.limit());
        }
        Position from =
                wanted.cursor() == null
                        ? null
                        : Position.parse(cursors.open(scope, wanted.cursor()));
        Integer branch = from == null ? range.branch() : Integer.valueOf(from.branch());
        VisibleBranch.Found found = branches.find(caller, conversation, branch);
        List<MessageView> rows = read(conversation, found, range, from, wanted.limit() + 1);
        List<MessageView> shown = found.branched() ? siblings.beside(conversation, rows) : rows;
        return Page.of(
                shown.stream()
                        .map(message -> new MessageJson(message.seq(), recent.write(message)))
                        .toList(),
                wanted.limit(),
                last -> seal(scope, found.path().branch(), last));
    }

    private Page<MessageJson> recent(
            Caller caller, ConversationId conversation, Cursors.Scope scope, int limit) {
        RecentWindow window = recent.of(caller, conversation);
        List<MessageJson> rows =
                window.newestFirst().stream()
                        .limit(limit + 1L)
                        .map(item -> new MessageJson(item.seq(), item.json()))
                        .toList();
        return Page.of(rows, limit, last -> seal(scope, window.branch(), last));
    }

    private String seal(Cursors.Scope scope, int branch, MessageJson last) {
        return cursors.seal(scope, new Position(branch, last.seq()).toString());
    }

    private List<MessageView> read(
            ConversationId conversation,
            VisibleBranch.Found found,
            MessageRange range,
            @Nullable Position from,
            int limit) {
        return switch (range.order()) {
            case DESC ->
                    log.before(
                            conversation,
                            found.path(),
                            from == null ? range.before() : from.seq(),
                            limit);
            case ASC ->
                    log.after(
                            conversation,
                            found.path(),
                            from == null ? 0 : from.seq(),
                            range.before(),
                            limit);
        };
    }
}
