package dev.parley.conversation.message;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.contracts.id.ConversationId;
import dev.parley.conversation.branch.VisibleBranch;
import dev.parley.platform.cache.Cache;
import dev.parley.platform.cache.CacheKey;
import dev.parley.platform.cache.Caches;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** The first page of a conversation, which most readers want, from the cache. */
@ApplicationScoped
class RecentMessages {

    private final VisibleBranch branches;
    private final MessageLog log;
    private final Siblings siblings;
    private final ObjectMapper mapper;
    private final Cache<RecentWindow> windows;

    @Inject
    RecentMessages(
            VisibleBranch branches,
            MessageLog log,
            Siblings siblings,
            ObjectMapper mapper,
            Caches caches) {
        this.branches = branches;
        this.log = log;
        this.siblings = siblings;
        this.mapper = mapper;
        this.windows = caches.of("window", RecentWindow.class);
    }

    /** The window; refuses with {@code not-found} what the caller may not see. */
    RecentWindow of(Caller caller, ConversationId conversation) {
        RecentWindow window =
                windows.get(
                        new CacheKey(conversation.toString(), "active"),
                        () -> load(caller.tenant(), conversation));
        if (!window.owner().equals(caller.user()) && !caller.seesWholeTenant()) {
            throw ProblemException.notFound("conversation");
        }
        return window;
    }

    private RecentWindow load(String tenant, ConversationId conversation) {
        VisibleBranch.Found found = branches.ofTenant(tenant, conversation);
        List<MessageView> newest =
                log.before(conversation, found.path(), Long.MAX_VALUE, RecentWindow.PAGE + 1);
        List<MessageView> shown = found.branched() ? siblings.beside(conversation, newest) : newest;
        return new RecentWindow(
                found.owner(),
                found.path().branch(),
                shown.stream()
                        .map(message -> new RecentWindow.Item(message.seq(), write(message)))
                        .toList());
    }

    /** A message as clients see it. */
    String write(MessageView message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a message is always writable", e);
        }
    }
}
