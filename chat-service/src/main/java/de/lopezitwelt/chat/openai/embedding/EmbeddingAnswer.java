package de.lopezitwelt.chat.openai.embedding;

import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.embedding.Vectors;
import de.lopezitwelt.runtime.model.Usage;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The vectors, as OpenAI's clients expect them. */
record EmbeddingAnswer(String object, List<Item> data, String model, Used usage, EmbeddedBy lopez) {

    /** @param embedding numbers or Base64 */
    record Item(String object, int index, Object embedding) {}

    /** What was used. */
    @Schema(name = "EmbeddingUsage")
    record Used(long promptTokens, long totalTokens) {}

    /** Which model of the catalog embedded, and whether it is the built-in one. */
    @Schema(name = "EmbeddedBy")
    record EmbeddedBy(String model, boolean offline) {}

    static EmbeddingAnswer of(EmbeddingQuery query, ModelDefinition model, List<float[]> vectors, Usage used) {
        return new EmbeddingAnswer(
                "list",
                IntStream.range(0, vectors.size())
                        .mapToObj(i -> new Item(
                                "embedding", i, query.base64() ? Vectors.base64(vectors.get(i)) : vectors.get(i)))
                        .toList(),
                query.model(),
                new Used(used.promptTokens(), used.totalTokens()),
                new EmbeddedBy(model.name(), model.offline()));
    }
}
