package dev.parley.agent.model;

import dev.parley.platform.telemetry.DependencyProbe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;

/** Whether the model provider answers. Without it runs wait and retry; everything else goes on. */
@ApplicationScoped
class ModelProbe implements DependencyProbe {

    private final ModelCatalogue catalogue;

    @Inject
    ModelProbe(ModelCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public String name() {
        return "model-provider";
    }

    @Override
    public boolean essential() {
        return false;
    }

    @Override
    public void probe() {
        try {
            catalogue.fetch();
        } catch (WebApplicationException e) {
            // A door without a list of models is a door all the same.
            if (e.getResponse().getStatus() != 404) {
                throw e;
            }
        }
    }
}
