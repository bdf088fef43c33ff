package de.lopezitwelt.chat.openai.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The shapes of embeddings in the OpenAPI document, as {@link EmbeddingReader} and {@link EmbeddingAnswer} have them. */
final class EmbeddingShapes {
    private EmbeddingShapes() {}

    /** The body of {@code POST /v1/embeddings}, with the fields that have a meaning here. */
    @Schema(name = "EmbeddingRequest", additionalProperties = Schema.True.class)
    record Request(
            @Schema(description = "A model that embeds, of GET /v1/models")
            String model,

            @Schema(description = "A text, an array of texts, an array of tokens, or an array of such arrays")
            JsonNode input,

            @Nullable Integer dimensions,

            @Schema(description = "float or base64") @Nullable
            String encodingFormat) {}

    /** The answer. */
    @Schema(name = "EmbeddingList")
    record Answer(
            String object,
            List<Item> data,
            String model,
            EmbeddingAnswer.Used usage,
            EmbeddingAnswer.EmbeddedBy lopez) {}

    @Schema(name = "Embedding")
    record Item(
            String object,
            int index,

            @Schema(description = "Numbers, or Base64 of numbers of four bytes, lowest first")
            JsonNode embedding) {}
}
