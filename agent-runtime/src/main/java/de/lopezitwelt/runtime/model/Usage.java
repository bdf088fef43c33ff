package de.lopezitwelt.runtime.model;

/**
 * Tokens of a reply.
 *
 * @param promptTokens all of the prompt's, cached ones included
 * @param completionTokens all of the answer's, reasoning included
 * @param estimated true when the provider reported none, or what cannot be, and our own counter was used
 * @param cachedTokens of the prompt's, those read from the provider's cache
 * @param cacheWriteTokens of the prompt's, those written to the provider's cache
 * @param reasoningTokens of the answer's, those the model thought
 */
public record Usage(
        int promptTokens,
        int completionTokens,
        boolean estimated,
        int cachedTokens,
        int cacheWriteTokens,
        int reasoningTokens) {

    public static final Usage NONE = new Usage(0, 0, false);

    public Usage(int promptTokens, int completionTokens, boolean estimated) {
        this(promptTokens, completionTokens, estimated, 0, 0, 0);
    }

    public int totalTokens() {
        return promptTokens + completionTokens;
    }

    public Usage plus(Usage other) {
        return new Usage(
                Math.addExact(promptTokens, other.promptTokens),
                Math.addExact(completionTokens, other.completionTokens),
                estimated || other.estimated,
                Math.addExact(cachedTokens, other.cachedTokens),
                Math.addExact(cacheWriteTokens, other.cacheWriteTokens),
                Math.addExact(reasoningTokens, other.reasoningTokens));
    }
}
