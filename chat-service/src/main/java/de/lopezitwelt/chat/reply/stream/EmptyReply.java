package de.lopezitwelt.chat.reply.stream;

/** Explains to people why a reply ended without text. */
public final class EmptyReply {
    private EmptyReply() {}

    /**
     * The reason, as far as it is known.
     *
     * @param thought whether the model thought
     * @param toolsRan whether tools were called
     */
    public static String why(String finishReason, boolean thought, boolean toolsRan) {
        return switch (finishReason) {
            case "cancelled" -> "The reply was cancelled before its first word";
            case "content_filter", "refusal" -> "The model, or its provider's filter, refused to answer";
            case "length" -> ranOut(thought, toolsRan);
            default -> {
                if (thought) {
                    yield "The model thought, and ended without an answer";
                }
                yield toolsRan
                        ? "The agent called its tools, and ended without an answer"
                        : "The model ended its reply without a word";
            }
        };
    }

    private static String ranOut(boolean thought, boolean toolsRan) {
        if (toolsRan) {
            return "The agent reached a limit of its tool calls before it answered";
        }
        return thought
                ? "The model used up the reply's limit with thinking, before its first word"
                : "The reply reached its limit before its first word";
    }
}
