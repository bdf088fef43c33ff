package de.lopezitwelt.chat.reply.stream;

import de.lopezitwelt.runtime.model.Usage;

/**
 * Tokens a reply was charged.
 *
 * @param cachedTokens tokens of the prompt that the provider read from its cache
 * @param cacheWriteTokens tokens of the prompt that the provider wrote to its cache
 * @param reasoningTokens tokens of the completion that the model spent on thinking
 */
public record ReplyUsage(
        int promptTokens,
        int completionTokens,
        int totalTokens,
        boolean estimated,
        int cachedTokens,
        int cacheWriteTokens,
        int reasoningTokens) {
    public static ReplyUsage of(int promptTokens, int completionTokens, boolean estimated) {
        return of(new Usage(promptTokens, completionTokens, estimated));
    }

    public static ReplyUsage of(Usage usage) {
        return new ReplyUsage(
                usage.promptTokens(),
                usage.completionTokens(),
                usage.totalTokens(),
                usage.estimated(),
                usage.cachedTokens(),
                usage.cacheWriteTokens(),
                usage.reasoningTokens());
    }

    /** As the runtime counts it. */
    public Usage counted() {
        return new Usage(promptTokens, completionTokens, estimated, cachedTokens, cacheWriteTokens, reasoningTokens);
    }
}
