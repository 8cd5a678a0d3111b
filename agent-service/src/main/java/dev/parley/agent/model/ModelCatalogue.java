package dev.parley.agent.model;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.parley.agent.AgentError;
import dev.parley.platform.problem.FieldError;
import dev.parley.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Which models there are. A provider that keeps no list is believed; one that is away is not. */
@ApplicationScoped
public class ModelCatalogue {

    private static final Duration FRESH_FOR = Duration.ofSeconds(30);
    private static final String LIST = "models";

    /** What {@code auto} means where the provider offers it; the first of these wins. */
    private static final List<String> PREFERRED =
            List.of(
                    "offline",
                    "gpt-5-mini",
                    "gpt-4.1-mini",
                    "gpt-4o-mini",
                    "mistral-small-latest",
                    "gemini-2.5-flash");

    /** Lists of providers hold models that cannot chat. */
    private static final List<String> NOT_FOR_CHAT =
            List.of(
                    "embed",
                    "whisper",
                    "tts",
                    "dall-e",
                    "image",
                    "moderation",
                    "audio",
                    "realtime",
                    "rerank",
                    "transcribe",
                    "sora");

    private final ModelConfig config;
    private final ProviderClient client;
    private final Cache<String, List<String>> lists =
            Caffeine.newBuilder().maximumSize(1).expireAfterWrite(FRESH_FOR).build();

    @Inject
    ModelCatalogue(ModelConfig config, @RestClient ProviderClient client) {
        this.config = config;
        this.client = client;
    }

    /** Refuses a model that does not exist, naming {@code /model}. */
    public void require(String name) {
        ModelName wanted = ModelName.parse(name);
        if (!wanted.provider().equals(ModelName.DEFAULT_PROVIDER)) {
            throw unknown(
                    "There is no model provider \""
                            + wanted.provider()
                            + "\"; the only one is \"default\".");
        }
        if (wanted.model().equals(ModelName.AUTO)) {
            return;
        }
        Optional<List<String>> known = list();
        if (known.isPresent() && !known.get().contains(wanted.model())) {
            throw unknown("The provider has no model \"" + wanted.model() + "\".");
        }
    }

    /**
     * The name that the provider knows, with {@code auto} resolved; refuses if the provider is away
     * or lists nothing.
     */
    String resolve(String name) {
        ModelName wanted = ModelName.parse(name);
        if (!wanted.model().equals(ModelName.AUTO)) {
            return wanted.model();
        }
        return config.autoModel().orElseGet(this::firstSuitable);
    }

    private String firstSuitable() {
        List<String> models = list().orElse(List.of());
        return PREFERRED.stream()
                .filter(models::contains)
                .findFirst()
                .or(() -> models.stream().filter(ModelCatalogue::canChat).findFirst())
                .orElseThrow(() ->
                        unknown(
                                "The provider lists no chat model; say which one default/auto means with"
                                        + " PARLEY_MODEL_AUTO_MODEL."));
    }

    private static boolean canChat(String model) {
        return NOT_FOR_CHAT.stream().noneMatch(model.toLowerCase(Locale.ROOT)::contains);
    }

    /** The provider's models, or nothing if it keeps no list. */
    private Optional<List<String>> list() {
        List<String> cached = lists.getIfPresent(LIST);
        if (cached != null) {
            return Optional.of(cached);
        }
        try {
            List<String> fresh = fetch();
            lists.put(LIST, fresh);
            return Optional.of(fresh);
        } catch (WebApplicationException e) {
            if (e.getResponse().getStatus() == 404) {
                return Optional.empty();
            }
            throw away(
                    "The model provider refused to list its models (status "
                            + e.getResponse().getStatus()
                            + ").",
                    e);
        } catch (ProcessingException e) {
            throw away("The model provider cannot be reached.", e);
        }
    }

    List<String> fetch() {
        return client.models("Bearer " + config.apiKey()).data().stream()
                .map(ProviderClient.ModelList.Model::id)
                .toList();
    }

    private static ProblemException unknown(String message) {
        return new ProblemException(
                AgentError.UNKNOWN_MODEL,
                message,
                List.of(new FieldError("/model", "unknown-model", message)));
    }

    private static ProblemException away(String message, Exception cause) {
        return ProblemException.retryLater(
                AgentError.PROVIDER_AWAY,
                message + " Try again in a few seconds.",
                Duration.ofSeconds(5),
                cause);
    }
}
