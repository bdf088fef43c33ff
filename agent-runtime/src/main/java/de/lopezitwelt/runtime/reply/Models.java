package de.lopezitwelt.runtime.reply;

import de.lopezitwelt.runtime.anthropic.AnthropicProtocol;
import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.catalog.CatalogSnapshot;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ProviderDefinition;
import de.lopezitwelt.runtime.embedding.EmbeddingCalls;
import de.lopezitwelt.runtime.embedding.EmbeddingRequest;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.offline.OfflineModel;
import de.lopezitwelt.runtime.openai.OpenAiProtocol;
import de.lopezitwelt.runtime.provider.ModelProvider;
import de.lopezitwelt.runtime.provider.Protocol;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;

/** The models of the catalog. There is one client per provider, kept while the provider's definition stays the same. */
public final class Models implements AutoCloseable {

    private final Vertx vertx;
    private final Clock clock;
    private final ChatModel offline;
    private final Map<String, ModelProvider> providers = new HashMap<>();

    public Models(Vertx vertx, Clock clock) {
        this.vertx = vertx;
        this.clock = clock;
        this.offline = new OfflineModel();
    }

    /** The model, with its fallback, which answers when the first one fails before any text. */
    public ChatModel forReply(CatalogSnapshot snapshot, ModelDefinition model) {
        ChatModel first = alone(snapshot, model);
        if (model.fallback() == null) {
            return first;
        }
        ModelDefinition fallback = snapshot.model(model.fallback()).orElse(null);
        if (fallback == null) {
            return first;
        }
        return request -> first.stream(request)
                .onFailure(failure -> anotherMayAnswer(failure) && (fallback.takesImages() || !request.hasImages()))
                .recoverWithMulti(() -> alone(snapshot, fallback).stream(request));
    }

    private static boolean anotherMayAnswer(Throwable failure) {
        return failure instanceof ModelFailure known && known.retriable() && !known.started();
    }

    /** The model without its fallback. */
    public ChatModel alone(CatalogSnapshot snapshot, ModelDefinition model) {
        if (model.offline()) {
            return offline;
        }
        ProviderDefinition provider =
                snapshot.provider(model.provider()).orElseThrow(() -> ModelFailure.of(ModelFailure.Kind.UNKNOWN_MODEL));
        return client(provider).model(model);
    }

    /**
     * The calls that embed what is asked.
     *
     * @throws ModelFailure when the built-in model cannot do what is asked
     */
    public EmbeddingCalls embedding(CatalogSnapshot snapshot, ModelDefinition model, EmbeddingRequest request) {
        if (model.offline()) {
            return EmbeddingCalls.offline(vertx, model, request);
        }
        ProviderDefinition provider =
                snapshot.provider(model.provider()).orElseThrow(() -> ModelFailure.of(ModelFailure.Kind.UNKNOWN_MODEL));
        return EmbeddingCalls.upstream(client(provider), model, request);
    }

    private synchronized ModelProvider client(ProviderDefinition definition) {
        ModelProvider client = providers.get(definition.name());
        if (client != null && client.definition().equals(definition)) {
            return client;
        }
        if (client != null) {
            client.retire();
        }
        ModelProvider replacement = new ModelProvider(vertx, clock, definition, protocol(definition));
        providers.put(definition.name(), replacement);
        return replacement;
    }

    private static Protocol protocol(ProviderDefinition definition) {
        return switch (definition.protocol()) {
            case OPENAI -> new OpenAiProtocol();
            case ANTHROPIC -> new AnthropicProtocol();
        };
    }

    @Override
    public synchronized void close() {
        providers.values().forEach(ModelProvider::retire);
        providers.clear();
    }
}
