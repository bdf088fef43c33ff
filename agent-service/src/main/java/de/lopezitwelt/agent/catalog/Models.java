package de.lopezitwelt.agent.catalog;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Resolves the model an agent names. */
@ApplicationScoped
public class Models {
    private final ModelCatalog catalog;

    Models(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * The model's name, or the operator's default for none.
     *
     * @throws ProblemException 400 naming {@code model} when the catalog has no such model
     */
    public String resolve(@Nullable String name) {
        if (name == null) {
            return catalog.defaultModel().name();
        }
        if (catalog.find(name).isEmpty()) {
            throw ProblemException.invalid("model", "is not in the catalog; see GET /api/v1/models");
        }
        return name;
    }
}
