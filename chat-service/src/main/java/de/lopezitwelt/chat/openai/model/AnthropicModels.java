package de.lopezitwelt.chat.openai.model;

import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The agents in the shape of Anthropic's list of models. It has one page. */
@Schema(name = "AnthropicModelList")
public record AnthropicModels(
        List<Model> data,
        @Nullable String firstId,
        @Nullable String lastId,
        boolean hasMore) {
    private static final String VERSION_HEADER = "anthropic-version";

    /**
     * One of them.
     *
     * @param id the value for {@code model}
     * @param createdAt RFC 3339, in seconds
     */
    @Schema(name = "AnthropicModel")
    record Model(
            String type,
            String id,
            String displayName,
            String createdAt,
            @Nullable Integer maxInputTokens,
            @Nullable Integer maxTokens) {}

    /** Whether the client speaks Anthropic's protocol: its clients name their version of it in every request. */
    public static boolean areAskedFor(HttpServerRequest request) {
        return request.headers().contains(VERSION_HEADER);
    }

    /** Without the models that embed, which answer no message. */
    static AnthropicModels of(List<ModelView> views) {
        List<Model> models = views.stream()
                .filter(view -> view.agentId() != null)
                .map(AnthropicModels::of)
                .toList();
        return new AnthropicModels(
                models,
                models.isEmpty() ? null : models.getFirst().id(),
                models.isEmpty() ? null : models.getLast().id(),
                false);
    }

    static Model of(ModelView view) {
        return new Model(
                "model",
                view.id(),
                view.id(),
                DateTimeFormatter.ISO_INSTANT.format(Instant.ofEpochSecond(view.created())),
                view.contextWindow(),
                view.maxOutputTokens());
    }
}
