package dev.parley.agent.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The clients of models, one per model, built at run time. */
@ApplicationScoped
class ChatModels {

    private static final int MAX_CLIENTS = 100;

    private final ModelConfig config;
    private final Cache<String, StreamingChatModel> clients =
            Caffeine.newBuilder().maximumSize(MAX_CLIENTS).build();

    @Inject
    ChatModels(ModelConfig config) {
        this.config = config;
    }

    /** The client of a model under the name that the provider knows. */
    StreamingChatModel named(String model) {
        return clients.get(model, this::build);
    }

    private StreamingChatModel build(String model) {
        return OpenAiStreamingChatModel.builder()
                .baseUrl(config.baseUrl())
                .apiKey(config.apiKey())
                .modelName(model)
                .timeout(config.idleTimeout())
                .build();
    }
}
