package dev.parley.conversation.openai.run;

import dev.parley.conversation.ConversationError;
import dev.parley.conversation.conversation.Conversations;
import dev.parley.platform.caller.Caller;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.regex.Pattern;

/** Agents under the name of models. */
@ApplicationScoped
public class Models {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");

    private final Conversations conversations;

    @Inject
    Models(Conversations conversations) {
        this.conversations = conversations;
    }

    /** Refuses a model that the tenant does not have. */
    public void require(Caller caller, String model) {
        if (!isName(model)) {
            throw unknown();
        }
        conversations.requireAgent(caller, model);
    }

    /** Whether an agent can have this name. */
    public static boolean isName(String model) {
        return NAME.matcher(model).matches();
    }

    /** There is no such model. */
    public static ProblemException unknown() {
        return new ProblemException(
                ConversationError.UNKNOWN_AGENT,
                "The model does not exist; models are the names of agents, and GET /openai/v1/models lists them.");
    }
}
