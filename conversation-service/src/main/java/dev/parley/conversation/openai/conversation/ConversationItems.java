package dev.parley.conversation.openai.conversation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.contracts.id.ConversationId;
import dev.parley.contracts.id.MessageId;
import dev.parley.contracts.id.RunId;
import dev.parley.conversation.branch.VisibleBranch;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.message.MessageView;
import dev.parley.conversation.openai.item.ItemInput;
import dev.parley.conversation.openai.item.ItemPage;
import dev.parley.conversation.openai.item.MessageItems;
import dev.parley.conversation.openai.run.Invalid;
import dev.parley.conversation.posting.RecordMessages;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The items of a conversation's active branch. */
@ApplicationScoped
class ConversationItems {

    private static final int MAX_NEW = 20;

    private final VisibleBranch branches;
    private final MessageLog messages;
    private final RecordMessages recordMessages;

    @Inject
    ConversationItems(VisibleBranch branches, MessageLog messages, RecordMessages recordMessages) {
        this.branches = branches;
        this.messages = messages;
        this.recordMessages = recordMessages;
    }

    /** Adds items that nobody is to answer. */
    List<ObjectNode> add(Caller caller, ConversationId conversation, @Nullable JsonNode items) {
        if (items == null || !items.isArray() || items.size() > MAX_NEW) {
            throw Invalid.value("/items", "must be a list of 1 to 20 items");
        }
        // Before references are looked up: which of them exist is not a stranger's business.
        branches.find(caller, conversation, null);
        ItemInput input =
                new ItemInput(id -> find(conversation, id).flatMap(owner -> item(owner, id)));
        List<MessageView> said =
                recordMessages.record(caller, conversation, input.read(items, "/items"));
        return said.stream().flatMap(message -> MessageItems.of(message).stream()).toList();
    }

    ObjectNode list(Caller caller, ConversationId conversation, ItemPage page) {
        VisibleBranch.Found found = branches.find(caller, conversation, null);
        MessageView from =
                page.after() == null
                        ? null
                        : find(conversation, page.after())
                                .orElseThrow(() ->
                                        Invalid.value(
                                                "after", "must be the id of an item of this list"));
        // One more than the page, and the message that holds the item before its first.
        int limit = page.limit() + 2;
        List<MessageView> rows =
                page.newestFirst()
                        ? messages.before(
                                conversation,
                                found.path(),
                                from == null ? Long.MAX_VALUE : from.seq() + 1,
                                limit)
                        : messages.after(
                                conversation,
                                found.path(),
                                from == null ? 0 : from.seq() - 1,
                                Long.MAX_VALUE,
                                limit);
        List<ObjectNode> items = new ArrayList<>();
        for (MessageView row : rows) {
            List<ObjectNode> own = new ArrayList<>(MessageItems.of(row));
            if (page.newestFirst()) {
                Collections.reverse(own);
            }
            items.addAll(own);
        }
        return page.after(items);
    }

    ObjectNode get(Caller caller, ConversationId conversation, String id) {
        branches.find(caller, conversation, null);
        return find(conversation, id)
                .flatMap(message -> item(message, id))
                .orElseThrow(() -> ProblemException.notFound("item"));
    }

    private static Optional<ObjectNode> item(MessageView message, String id) {
        return MessageItems.of(message).stream()
                .filter(item -> item.path("id").asText().equals(id))
                .findFirst();
    }

    /** The message that an item is part of: a reply goes by its run. */
    private Optional<MessageView> find(ConversationId conversation, String id) {
        String[] parts = id.split("_", 3);
        if (parts.length < 2) {
            return Optional.empty();
        }
        return MessageId.find("msg_" + parts[1])
                .flatMap(message -> messages.find(conversation, message))
                .or(() ->
                        RunId.find("run_" + parts[1])
                                .flatMap(run -> messages.replyOf(conversation, run)));
    }
}
