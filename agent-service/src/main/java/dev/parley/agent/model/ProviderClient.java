package dev.parley.agent.model;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parley.platform.json.PeerJson;
import io.quarkus.rest.client.reactive.jackson.ClientObjectMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** What is asked of a provider beside chat. */
@RegisterRestClient(configKey = "model-provider")
interface ProviderClient {

    @GET
    @Path("/models")
    ModelList models(@HeaderParam("Authorization") String authorization);

    @ClientObjectMapper
    static ObjectMapper mapper(ObjectMapper mapper) {
        return PeerJson.reading(mapper);
    }

    /** The fields read here. */
    record ModelList(List<Model> data) {

        record Model(String id) {}
    }
}
