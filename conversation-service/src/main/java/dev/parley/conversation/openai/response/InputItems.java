package dev.parley.conversation.openai.response;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parley.conversation.message.MessageLog;
import dev.parley.conversation.openai.item.ItemPage;
import dev.parley.conversation.openai.item.MessageItems;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a response was asked with. */
@ApplicationScoped
class InputItems {

    private final MessageLog messages;

    @Inject
    InputItems(MessageLog messages) {
        this.messages = messages;
    }

    ObjectNode list(StoredResponse stored, ItemPage page) {
        List<ObjectNode> items = new ArrayList<>();
        messages.between(stored.conversation(), stored.firstInput(), stored.lastInput())
                .forEach(message -> items.addAll(MessageItems.of(message)));
        if (page.newestFirst()) {
            Collections.reverse(items);
        }
        return page.after(items);
    }
}
