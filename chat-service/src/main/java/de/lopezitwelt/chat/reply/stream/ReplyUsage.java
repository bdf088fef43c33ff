package de.lopezitwelt.chat.reply.stream;

/** Tokens a reply was charged. */
public record ReplyUsage(int promptTokens, int completionTokens, int totalTokens, boolean estimated) {
    public static ReplyUsage of(int promptTokens, int completionTokens, boolean estimated) {
        return new ReplyUsage(promptTokens, completionTokens, promptTokens + completionTokens, estimated);
    }
}
