package de.lopezitwelt.runtime.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the model chooses its words; null leaves the provider's default.
 *
 * @param parallelToolCalls whether it may call several tools at once
 * @param extras values that only some providers accept
 */
public record Sampling(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Double presencePenalty,
        @Nullable Double frequencyPenalty,
        @Nullable Long seed,
        List<String> stop,
        @Nullable Boolean parallelToolCalls,
        Extras extras) {

    public static final Sampling DEFAULT = new Sampling(null, null, null, null, null, List.of(), null);

    public Sampling {
        stop = List.copyOf(stop);
    }

    public Sampling(
            @Nullable Double temperature,
            @Nullable Double topP,
            @Nullable Double presencePenalty,
            @Nullable Double frequencyPenalty,
            @Nullable Long seed,
            List<String> stop,
            @Nullable Boolean parallelToolCalls) {
        this(temperature, topP, presencePenalty, frequencyPenalty, seed, stop, parallelToolCalls, Extras.NONE);
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
                parallelToolCalls != null ? parallelToolCalls : other.parallelToolCalls,
                extras.orElse(other.extras));
    }

    /** The same with other extras. */
    public Sampling with(Extras others) {
        return new Sampling(
                temperature, topP, presencePenalty, frequencyPenalty, seed, stop, parallelToolCalls, others);
    }

    /**
     * Values that are sent only to providers whose catalog entry accepts them.
     *
     * @param reasoningEffort how much the model thinks, such as {@code low}; {@code none} for not at all
     * @param verbosity how long its answers are, such as {@code low}
     * @param serviceTier the provider's name of it
     * @param logitBias by tokens
     * @param headers further headers of the request
     * @param body a JSON merge patch (RFC 7396) for the request's settings; null for none
     */
    public record Extras(
            @Nullable String reasoningEffort,
            @Nullable String verbosity,
            @Nullable String serviceTier,
            Map<String, Double> logitBias,
            Map<String, String> headers,
            @Nullable JsonNode body) {

        public static final Extras NONE = new Extras(null, null, null, Map.of(), Map.of(), null);

        public Extras {
            logitBias = Map.copyOf(logitBias);
            headers = Map.copyOf(headers);
        }

        Extras orElse(Extras other) {
            return new Extras(
                    reasoningEffort != null ? reasoningEffort : other.reasoningEffort,
                    verbosity != null ? verbosity : other.verbosity,
                    serviceTier != null ? serviceTier : other.serviceTier,
                    logitBias.isEmpty() ? other.logitBias : logitBias,
                    headers.isEmpty() ? other.headers : headers,
                    merged(body, other.body));
        }

        private static @Nullable JsonNode merged(@Nullable JsonNode wanted, @Nullable JsonNode preset) {
            if (!(wanted instanceof ObjectNode fields) || !(preset instanceof ObjectNode base)) {
                return wanted != null ? wanted : preset;
            }
            ObjectNode both = base.deepCopy();
            both.setAll(fields);
            return both;
        }

        /** The same without a wish to think. */
        public Extras withoutEffort() {
            return new Extras(null, verbosity, serviceTier, logitBias, headers, body);
        }
    }
}
