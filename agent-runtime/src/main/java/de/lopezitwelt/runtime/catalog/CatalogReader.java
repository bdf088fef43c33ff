package de.lopezitwelt.runtime.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.lopezitwelt.runtime.catalog.ProviderDefinition.HttpVersion;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import de.lopezitwelt.runtime.catalog.file.KeyReader;
import de.lopezitwelt.runtime.catalog.quirk.Presets;
import de.lopezitwelt.runtime.catalog.quirk.Quirks;
import de.lopezitwelt.runtime.catalog.quirk.QuirksReader;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a source into a snapshot, collecting every problem with its path. */
final class CatalogReader {

    static final String CURRENCY = "EUR";

    private static final int DEFAULT_CONTEXT_WINDOW = 32_768;
    private static final int DEFAULT_MAX_OUTPUT = 4_096;

    private static final List<String> MODEL_KEYS = List.of(
            "name",
            "provider",
            "upstream_name",
            "context_window",
            "max_output_tokens",
            "input_price_per_million",
            "output_price_per_million",
            "cached_input_price_per_million",
            "cache_write_price_per_million",
            "reasoning_price_per_million",
            "currency",
            "capabilities",
            "fallback",
            "image_tokens");

    private final List<String> problems = new ArrayList<>();
    private final Function<String, @Nullable String> environment;

    private CatalogReader(Function<String, @Nullable String> environment) {
        this.environment = environment;
    }

    static CatalogSnapshot read(CatalogSource source) {
        Path file = source.file();
        if (file != null) {
            return new CatalogReader(source.environment()).fromFile(file);
        }
        CatalogSource.Shortcut shortcut = source.shortcut();
        if (shortcut != null) {
            return fromShortcut(shortcut);
        }
        return new CatalogSnapshot(
                List.of(), List.of(ModelCatalog.OFFLINE, ModelCatalog.OFFLINE_EMBEDDING), ModelCatalog.OFFLINE_MODEL);
    }

    private static CatalogSnapshot fromShortcut(CatalogSource.Shortcut shortcut) {
        OutboundAddressPolicy addresses = new OutboundAddressPolicy(true, true);
        try {
            addresses.checkUrl(shortcut.baseUrl());
        } catch (RuntimeException e) {
            throw new InvalidCatalog(List.of("LOPEZ_MODEL_BASE_URL: " + e.getMessage()));
        }
        ProviderDefinition provider = ProviderReader.withDefaults(
                "default", shortcut.baseUrl(), shortcut.apiKey(), HttpVersion.AUTO, addresses);
        ModelDefinition model = new ModelDefinition(
                shortcut.modelName(),
                provider.name(),
                shortcut.modelName(),
                DEFAULT_CONTEXT_WINDOW,
                DEFAULT_MAX_OUTPUT,
                Price.free(CURRENCY),
                shortcut.images()
                        ? EnumSet.complementOf(EnumSet.of(Capability.EMBEDDINGS))
                        : EnumSet.complementOf(EnumSet.of(Capability.EMBEDDINGS, Capability.IMAGES)),
                null);
        return new CatalogSnapshot(
                List.of(provider), List.of(model, ModelCatalog.OFFLINE, ModelCatalog.OFFLINE_EMBEDDING), model.name());
    }

    private CatalogSnapshot fromFile(Path file) {
        CatalogNode root = new CatalogNode(parse(file), "", problems);
        root.allowOnly("providers", "models", "default_model", "offline_model", "tools");
        KeyReader keys = new KeyReader(environment, file);
        Presets presets = new Presets();
        List<ProviderDefinition> providers = root.entries("providers").stream()
                .map(entry -> new ProviderReader(presets.under(entry), keys).read())
                .toList();
        List<ModelDefinition> models = new ArrayList<>();
        for (CatalogNode item : root.items("models")) {
            models.add(model(item, providers, keys));
        }
        if (root.flag("offline_model", providers.isEmpty())) {
            models.add(ModelCatalog.OFFLINE);
            models.add(ModelCatalog.OFFLINE_EMBEDDING);
        }
        List<ModelDefinition> forAgents =
                models.stream().filter(model -> !model.embeds()).toList();
        if (forAgents.isEmpty()) {
            problems.add("models: must name at least one model");
        }
        checkNames(models, forAgents);
        ToolsDefinition tools = new ToolsReader(keys).read(root.child("tools"));
        String defaultModel = root.optionalText("default_model");
        if (defaultModel != null && forAgents.stream().noneMatch(m -> m.name().equals(defaultModel))) {
            problems.add("default_model: is not one of the models");
        }
        if (!problems.isEmpty()) {
            throw new InvalidCatalog(problems);
        }
        return new CatalogSnapshot(
                providers, models, defaultModel == null ? forAgents.getFirst().name() : defaultModel, tools);
    }

    private static JsonNode parse(Path file) {
        try {
            JsonNode tree = new YAMLMapper().readTree(Files.readAllBytes(file));
            return tree == null || tree.isMissingNode() || tree.isNull() ? JsonNodeFactory.instance.objectNode() : tree;
        } catch (JsonProcessingException e) {
            throw new InvalidCatalog(List.of("line " + e.getLocation().getLineNr() + ": is neither YAML nor JSON"));
        } catch (IOException e) {
            throw new InvalidCatalog(List.of("the file cannot be read"));
        }
    }

    private static ModelDefinition model(CatalogNode node, List<ProviderDefinition> providers, KeyReader keys) {
        node.allowOnly(
                Stream.concat(MODEL_KEYS.stream(), QuirksReader.KEYS.stream()).toList());
        String name = node.text("name");
        String provider = node.text("provider");
        ProviderDefinition known = providers.stream()
                .filter(p -> p.name().equals(provider))
                .findFirst()
                .orElse(null);
        if (!provider.isEmpty() && known == null) {
            node.problem("provider", "is not one of the providers");
        }
        if (name.length() > 100) {
            node.problem("name", "must have at most 100 characters");
        }
        Set<Capability> capabilities = node.enums("capabilities", Capability.values(), Capability::wireName);
        boolean embeds = capabilities.contains(Capability.EMBEDDINGS);
        int window = node.integer("context_window", null, embeds ? 16 : 256, 100_000_000);
        int output = embeds ? 0 : node.integer("max_output_tokens", null, 1, 10_000_000);
        if (embeds) {
            checkEmbeds(node, capabilities, known);
        }
        if (output >= window && window > 0) {
            node.problem("max_output_tokens", "must be less than context_window");
        }
        String upstreamName = node.optionalText("upstream_name");
        return new ModelDefinition(
                name,
                provider,
                upstreamName == null ? name : upstreamName,
                window,
                output,
                price(node, known == null ? CURRENCY : known.currency()),
                capabilities,
                node.optionalText("fallback"),
                node.integer("image_tokens", Image.DEFAULT_TOKENS, 1, 1_000_000),
                new QuirksReader(node, keys, known == null ? ProviderDefinition.AUTHORIZATION : known.keyHeader())
                        .read(known == null ? Quirks.NONE : known.quirks()));
    }

    private static void checkEmbeds(
            CatalogNode node, Set<Capability> capabilities, @Nullable ProviderDefinition provider) {
        if (capabilities.size() > 1) {
            node.problem("capabilities", "must have nothing beside embeddings");
        }
        for (String key : List.of("max_output_tokens", "fallback")) {
            if (node.value(key) != null) {
                node.problem(key, "is not for models that embed");
            }
        }
        if (provider != null && provider.protocol() != ProviderDefinition.Protocol.OPENAI) {
            node.problem("capabilities", "the provider's protocol has no embeddings");
        }
    }

    private static Price price(CatalogNode node, String usualCurrency) {
        BigDecimal input = node.amount("input_price_per_million");
        BigDecimal output = node.amount("output_price_per_million");
        return new Price(
                input,
                output,
                node.optionalAmount("cached_input_price_per_million"),
                node.optionalAmount("cache_write_price_per_million"),
                node.optionalAmount("reasoning_price_per_million"),
                node.currency(usualCurrency));
    }

    private void checkNames(List<ModelDefinition> models, List<ModelDefinition> forAgents) {
        List<String> names = models.stream().map(ModelDefinition::name).toList();
        List<String> fallbacks = forAgents.stream().map(ModelDefinition::name).toList();
        for (int i = 0; i < names.size(); i++) {
            String fallback = models.get(i).fallback();
            if (names.indexOf(names.get(i)) < i) {
                problems.add("models[" + i + "].name: is used twice");
            }
            if (fallback != null && (fallback.equals(names.get(i)) || !fallbacks.contains(fallback))) {
                problems.add("models[" + i + "].fallback: is not another of the models");
            }
        }
    }
}
