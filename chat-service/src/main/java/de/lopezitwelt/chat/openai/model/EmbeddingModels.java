package de.lopezitwelt.chat.openai.model;

import de.lopezitwelt.chat.openai.OpenAiProblem;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/**
 * Who may use which model that embeds: every caller may use all that the operator has registered, as callers who make an agent
 * may name any model for it. Budgets limit both alike.
 */
@ApplicationScoped
public class EmbeddingModels {
    private final ModelCatalog catalog;

    EmbeddingModels(ModelCatalog catalog) {
        this.catalog = catalog;
    }

    Collection<ModelDefinition> usableBy(Caller caller) {
        return catalog.snapshot().embedders();
    }

    /** @throws ProblemException 404 for a model that the caller may not use or that does not embed */
    public ModelDefinition usable(Caller caller, String name) {
        return usableBy(caller).stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(OpenAiProblem::embeddingModelNotFound);
    }
}
