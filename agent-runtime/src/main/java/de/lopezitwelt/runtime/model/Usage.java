package de.lopezitwelt.runtime.model;

/**
 * Tokens of a reply.
 *
 * @param estimated true when the provider reported none and our own counter was used
 */
public record Usage(int promptTokens, int completionTokens, boolean estimated) {

    public static final Usage NONE = new Usage(0, 0, false);

    public int totalTokens() {
        return promptTokens + completionTokens;
    }

    public Usage plus(Usage other) {
        return new Usage(
                Math.addExact(promptTokens, other.promptTokens),
                Math.addExact(completionTokens, other.completionTokens),
                estimated || other.estimated);
    }
}
