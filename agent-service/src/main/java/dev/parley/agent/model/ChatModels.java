package dev.parley.agent.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * The clients of models, one per model, built at run time. They do not use the extension's own
 * transport: it closes the connection when the last event of a stream has come, and whoever took it
 * from the pool meanwhile fails.
 */
@ApplicationScoped
class ChatModels {

    private static final int MAX_CLIENTS = 100;
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

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
        return new OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder()
                .httpClientBuilder(new TransportBuilder(CONNECT_TIMEOUT, config.idleTimeout()))
                .baseUrl(config.baseUrl())
                .apiKey(config.apiKey())
                .modelName(model)
                .build();
    }
}
