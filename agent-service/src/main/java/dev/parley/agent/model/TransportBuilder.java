package dev.parley.agent.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * Builds a {@link ModelTransport} in the form that LangChain4j asks for. The timeouts are those
 * given here, whatever LangChain4j sets in their place.
 *
 * @param connectTimeout how long connecting may take
 * @param readTimeout how long the provider may take until it begins to answer
 */
record TransportBuilder(Duration connectTimeout, Duration readTimeout)
        implements HttpClientBuilder {

    @Override
    public HttpClientBuilder connectTimeout(Duration ignored) {
        return this;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration ignored) {
        return this;
    }

    @Override
    public HttpClient build() {
        return new ModelTransport(
                java.net.http.HttpClient.newBuilder()
                        .version(java.net.http.HttpClient.Version.HTTP_1_1)
                        .connectTimeout(connectTimeout)
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build(),
                readTimeout);
    }
}
