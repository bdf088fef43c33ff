package de.lopezitwelt.runtime.catalog;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The catalog at one moment; immutable, so that a reply sees one state of it throughout. */
public final class CatalogSnapshot {

    private final Map<String, ProviderDefinition> providers;
    private final List<ModelDefinition> all;
    private final Map<String, ModelDefinition> models;
    private final Map<String, ModelDefinition> embedders;
    private final String defaultModel;
    private final ToolsDefinition tools;

    CatalogSnapshot(List<ProviderDefinition> providers, List<ModelDefinition> models, String defaultModel) {
        this(providers, models, defaultModel, ToolsDefinition.NONE);
    }

    CatalogSnapshot(
            List<ProviderDefinition> providers,
            List<ModelDefinition> models,
            String defaultModel,
            ToolsDefinition tools) {
        this.providers = new LinkedHashMap<>();
        providers.forEach(provider -> this.providers.put(provider.name(), provider));
        this.all = List.copyOf(models);
        this.models = new LinkedHashMap<>();
        this.embedders = new LinkedHashMap<>();
        models.forEach(model -> (model.embeds() ? embedders : this.models).put(model.name(), model));
        this.defaultModel = defaultModel;
        this.tools = tools;
    }

    /** @throws InvalidCatalog naming every model whose price cannot be counted */
    CatalogSnapshot counted(PriceRule rule) {
        List<String> problems = new ArrayList<>();
        List<ModelDefinition> counted = new ArrayList<>();
        for (ModelDefinition model : all) {
            try {
                counted.add(model.at(rule.counted(model.price())));
            } catch (IllegalArgumentException uncountable) {
                problems.add("models[" + counted.size() + "].currency: " + uncountable.getMessage());
                counted.add(model);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidCatalog(problems);
        }
        return new CatalogSnapshot(List.copyOf(providers.values()), counted, defaultModel, tools);
    }

    /** A model for agents. */
    public Optional<ModelDefinition> model(String name) {
        return Optional.ofNullable(models.get(name));
    }

    /** A model that embeds. */
    public Optional<ModelDefinition> embedder(String name) {
        return Optional.ofNullable(embedders.get(name));
    }

    /** All models that embed, in the order of the file. */
    public Collection<ModelDefinition> embedders() {
        return Collections.unmodifiableCollection(embedders.values());
    }

    /** All models for agents, in the order of the file. */
    public Collection<ModelDefinition> models() {
        return Collections.unmodifiableCollection(models.values());
    }

    /** The model to suggest: the one the file names as default, else its first. */
    public ModelDefinition defaultModel() {
        return models.values().stream()
                .filter(model -> model.name().equals(defaultModel))
                .findFirst()
                .orElseThrow();
    }

    /** The tools that call other servers. */
    public ToolsDefinition tools() {
        return tools;
    }

    /** Empty for the offline model, which has no provider. */
    public Optional<ProviderDefinition> provider(String name) {
        return Optional.ofNullable(providers.get(name));
    }

    public Collection<ProviderDefinition> providers() {
        return Collections.unmodifiableCollection(providers.values());
    }
}
