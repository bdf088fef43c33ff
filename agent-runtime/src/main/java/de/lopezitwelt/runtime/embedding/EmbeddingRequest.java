package de.lopezitwelt.runtime.embedding;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be embedded.
 *
 * @param inputs one vector is made of each
 * @param dimensions how many numbers a vector is to have; null leaves it to the model
 */
public record EmbeddingRequest(
        List<EmbeddingInput> inputs,
        @Nullable Integer dimensions,
        @Nullable String traceparent) {

    /** Their vectors, written as numbers, fit into the largest answer that is read of a provider. */
    private static final int INPUTS_PER_CALL = 32;

    private static final int TOKENS_PER_CALL = 256 * 1024;

    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
    }

    /** The most tokens that all inputs together can have. */
    public long upperBound() {
        return inputs.stream().mapToLong(EmbeddingInput::upperBound).sum();
    }

    /** How many tokens all inputs together probably have. */
    public int estimate() {
        return (int) Math.min(
                Integer.MAX_VALUE,
                inputs.stream().mapToLong(EmbeddingInput::estimate).sum());
    }

    /** The same in parts, in order, each of which a provider is asked in one call. */
    List<EmbeddingRequest> calls() {
        List<EmbeddingRequest> calls = new ArrayList<>();
        List<EmbeddingInput> next = new ArrayList<>();
        long tokens = 0;
        for (EmbeddingInput input : inputs) {
            if (!next.isEmpty() && (next.size() == INPUTS_PER_CALL || tokens + input.upperBound() > TOKENS_PER_CALL)) {
                calls.add(new EmbeddingRequest(next, dimensions, traceparent));
                next.clear();
                tokens = 0;
            }
            next.add(input);
            tokens += input.upperBound();
        }
        calls.add(new EmbeddingRequest(next, dimensions, traceparent));
        return calls;
    }
}
