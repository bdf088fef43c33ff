package de.lopezitwelt.runtime.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the model chooses its words; null leaves the provider's default.
 *
 * @param parallelToolCalls whether it may call several tools at once
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable Long seed,
        List<String> stop,
        @Nullable Boolean parallelToolCalls) {

    public static final Sampling DEFAULT = new Sampling(null, null, null, null, null, List.of(), null);

    public Sampling {
        stop = List.copyOf(stop);
    }

    /** These values where they are set, the other's where not. */
    public Sampling orElse(Sampling other) {
        return new Sampling(
                temperature != null ? temperature : other.temperature,
                topP != null ? topP : other.topP,
                presencePenalty != null ? presencePenalty : other.presencePenalty,
                frequencyPenalty != null ? frequencyPenalty : other.frequencyPenalty,
                seed != null ? seed : other.seed,
                stop.isEmpty() ? other.stop : stop,
                parallelToolCalls != null ? parallelToolCalls : other.parallelToolCalls);
    }
}
