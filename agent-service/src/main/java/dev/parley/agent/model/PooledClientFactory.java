package dev.parley.agent.model;

import dev.langchain4j.model.openai.internal.DefaultOpenAiClient;
import dev.langchain4j.model.openai.internal.OpenAiClient;
import dev.langchain4j.model.openai.internal.spi.OpenAiClientBuilderFactory;

/**
 * Keeps LangChain4j's own client, which uses the transport that {@link ChatModels} gives it, in
 * place of the extension's. Found as a service; the application's services come before those of its
 * libraries.
 */
@SuppressWarnings("rawtypes") // The interface is declared with the raw builder.
public final class PooledClientFactory implements OpenAiClientBuilderFactory {

    @Override
    public OpenAiClient.Builder get() {
        return DefaultOpenAiClient.builder();
    }
}
