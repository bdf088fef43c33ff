package de.lopezitwelt.runtime.embedding;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.provider.ModelProvider;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;

/** The calls of a model that embed one request, one after the other. Used once. */
public final class EmbeddingCalls {

    private final int largestEstimate;
    private final List<float[]> vectors = new ArrayList<>();
    private final Multi<ReplyEvent> events;

    private EmbeddingCalls(ModelDefinition model, int largestEstimate, Maker maker) {
        this.largestEstimate = largestEstimate;
        this.events = whole(model, maker.fill(vectors));
    }

    /** All calls together end as a reply does. */
    private static Multi<ReplyEvent> whole(ModelDefinition model, Multi<ReplyEvent> calls) {
        AtomicReference<Usage> used = new AtomicReference<>(Usage.NONE);
        return calls.invoke(event -> {
                    if (event instanceof ReplyEvent.ModelAnswered call) {
                        used.updateAndGet(usage -> usage.plus(call.usage()));
                    }
                })
                .onCompletion()
                .continueWith(() -> List.of(new ReplyEvent.Completed(
                        FinishReason.STOP,
                        Objects.requireNonNull(used.get()),
                        model.name(),
                        model.provider(),
                        model.offline())));
    }

    /** Makes the calls, which put the vectors there. */
    @FunctionalInterface
    private interface Maker {
        Multi<ReplyEvent> fill(List<float[]> vectors);
    }

    /**
     * Calls of a provider, each within its limits of concurrent calls, attempts and time.
     *
     * @throws ModelFailure of kind CONTEXT_LENGTH for more tokens than the model takes
     */
    public static EmbeddingCalls upstream(ModelProvider provider, ModelDefinition model, EmbeddingRequest request) {
        requireFits(model, request);
        List<EmbeddingRequest> calls = request.calls();
        int largest = calls.stream().mapToInt(EmbeddingRequest::estimate).max().orElse(0);
        return new EmbeddingCalls(
                model,
                largest,
                vectors -> Multi.createBy()
                        .concatenating()
                        .streams(calls.stream()
                                .map(call -> one(provider, model, call, vectors))
                                .toList()));
    }

    private static Multi<ReplyEvent> one(
            ModelProvider provider, ModelDefinition model, EmbeddingRequest call, List<float[]> vectors) {
        EmbeddingProtocol protocol = new EmbeddingProtocol(call);
        return provider.call(model, request(model, call), protocol).map(event -> {
            if (!(event instanceof ReplyEvent.Completed end)) {
                return event;
            }
            vectors.addAll(protocol.vectors());
            return new ReplyEvent.ModelAnswered(end.usage());
        });
    }

    private static ModelRequest request(ModelDefinition model, EmbeddingRequest call) {
        return new ModelRequest(
                AgentSpec.of(AgentType.CHATBOT, model.name()),
                List.of(),
                call.estimate(),
                0,
                Sampling.DEFAULT,
                new ResponseFormat.Text(),
                List.of(),
                ToolChoice.AUTO,
                false,
                call.traceparent());
    }

    /**
     * The built-in model.
     *
     * @throws ModelFailure of kind CONTEXT_LENGTH for an input that is too long, REFUSED for dimensions it does not have
     */
    public static EmbeddingCalls offline(Vertx vertx, ModelDefinition model, EmbeddingRequest request) {
        int dimensions = Objects.requireNonNullElse(request.dimensions(), OfflineEmbedding.DIMENSIONS);
        if (dimensions < OfflineEmbedding.FEWEST || dimensions > OfflineEmbedding.MOST) {
            throw ModelFailure.of(
                    Kind.REFUSED,
                    "dimensions must be from " + OfflineEmbedding.FEWEST + " to " + OfflineEmbedding.MOST);
        }
        requireFits(model, request);
        return new EmbeddingCalls(
                model,
                request.estimate(),
                vectors -> Uni.createFrom()
                        .<ReplyEvent>emitter(emitter -> vertx.<ReplyEvent>executeBlocking(
                                        () -> {
                                            request.inputs()
                                                    .forEach(input ->
                                                            vectors.add(OfflineEmbedding.of(input, dimensions)));
                                            return new ReplyEvent.ModelAnswered(
                                                    new Usage(request.estimate(), 0, false));
                                        },
                                        false)
                                .onSuccess(emitter::complete)
                                .onFailure(emitter::fail))
                        .toMulti());
    }

    /** Of texts the provider alone knows how many tokens they have; the built-in model counts as we estimate. */
    private static void requireFits(ModelDefinition model, EmbeddingRequest request) {
        for (int i = 0; i < request.inputs().size(); i++) {
            EmbeddingInput input = request.inputs().get(i);
            boolean counted = model.offline() || input instanceof EmbeddingInput.Tokens;
            if (counted && input.estimate() > model.contextWindow()) {
                throw ModelFailure.of(
                        Kind.CONTEXT_LENGTH, "input " + i + " has more than " + model.contextWindow() + " tokens");
            }
        }
    }

    /** Estimated tokens of the largest call. */
    public int largestEstimate() {
        return largestEstimate;
    }

    /** Subscribing starts the calls, cancelling ends them. Fails with {@link ModelFailure}. */
    public Multi<ReplyEvent> events() {
        return events;
    }

    /** One vector for each input, in order; complete when the events are. */
    public List<float[]> vectors() {
        return vectors;
    }
}
