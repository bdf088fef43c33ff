package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.platform.json.WellFormed;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The prompt that asks a model to summarise older messages, and the message that shows it the summary later. */
public final class SummaryPrompt {

    /** The system prompt of a call that makes a summary. */
    public static final String INSTRUCTION = "Sum up the conversation below for your own memory: who the user is, what"
            + " was asked, answered, decided and left open, with names and numbers. Write a few plain sentences, in the"
            + " conversation's language, and nothing else.";

    private static final String REMEMBERED = "What was said before, in short:\n";
    private static final int LONGEST_TURN = 2_000;

    private SummaryPrompt() {}

    /** The message that shows the summary in a prompt. */
    static PromptMessage remembered(String summary) {
        return PromptMessage.system(REMEMBERED + summary);
    }

    /**
     * The prompt of the call that makes the summary.
     *
     * @param room the most tokens of the prompt; the oldest messages are left out when not all fit
     */
    public static List<PromptMessage> of(@Nullable String earlier, List<PromptMessage> turns, int room) {
        String head = earlier == null ? "" : "Summary so far: " + earlier + "\n\n";
        int left = room
                - TokenCounter.PROMPT_OVERHEAD
                - 2 * TokenCounter.TURN_OVERHEAD
                - TokenCounter.estimate(INSTRUCTION)
                - TokenCounter.estimate(head);
        Deque<String> lines = new ArrayDeque<>();
        for (PromptMessage turn : turns.reversed()) {
            String line = line(turn);
            left -= TokenCounter.estimate(line);
            if (left < 0) {
                break;
            }
            lines.addFirst(line);
        }
        return List.of(PromptMessage.system(INSTRUCTION), PromptMessage.user(head + String.join("\n", lines)));
    }

    private static String line(PromptMessage turn) {
        String content = turn.content();
        String shown = content.length() <= LONGEST_TURN ? content : WellFormed.cut(content, LONGEST_TURN) + " …";
        String images = turn.images().isEmpty() ? "" : " [" + turn.images().size() + " images]";
        return (turn.role() == Role.USER ? "User: " : "You: ") + shown + images;
    }

    /** Cuts a summary so that no tokenizer counts more tokens than this. */
    public static String cut(String summary, int maxTokens) {
        String stripped = summary.strip();
        byte[] bytes = stripped.getBytes(StandardCharsets.UTF_8);
        if (bytes.length <= maxTokens) {
            return stripped;
        }
        int end = maxTokens;
        while (end > 0 && (bytes[end] & 0xc0) == 0x80) {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }
}
