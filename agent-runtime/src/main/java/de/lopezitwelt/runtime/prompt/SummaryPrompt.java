package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a model is asked to sum up older turns, and how it is told of them later. */
public final class SummaryPrompt {

    /** What a call begins with that wants a summary. */
    public static final String INSTRUCTION = "Sum up the conversation below for your own memory: who the user is, what"
            + " was asked, answered, decided and left open, with names and numbers. Write a few plain sentences, in the"
            + " conversation's language, and nothing else.";

    private static final String REMEMBERED = "What was said before, in short:\n";
    private static final int LONGEST_TURN = 2_000;

    private SummaryPrompt() {}

    /** How the summary stands in a prompt. */
    static Turn remembered(String summary) {
        return Turn.system(REMEMBERED + summary);
    }

    /**
     * The prompt of the call that sums up.
     *
     * @param room tokens it may have; of what does not fit, the oldest is left out
     */
    public static List<Turn> of(@Nullable String earlier, List<Turn> turns, int room) {
        String head = earlier == null ? "" : "Summary so far: " + earlier + "\n\n";
        int left = room
                - TokenCounter.PROMPT_OVERHEAD
                - 2 * TokenCounter.TURN_OVERHEAD
                - TokenCounter.estimate(INSTRUCTION)
                - TokenCounter.estimate(head);
        Deque<String> lines = new ArrayDeque<>();
        for (Turn turn : turns.reversed()) {
            String line = line(turn);
            left -= TokenCounter.estimate(line);
            if (left < 0) {
                break;
            }
            lines.addFirst(line);
        }
        return List.of(Turn.system(INSTRUCTION), Turn.user(head + String.join("\n", lines)));
    }

    private static String line(Turn turn) {
        String content = turn.content();
        String shown = content.length() <= LONGEST_TURN ? content : content.substring(0, LONGEST_TURN) + " …";
        String images = turn.images().isEmpty() ? "" : " [" + turn.images().size() + " images]";
        return (turn.role() == Role.USER ? "User: " : "You: ") + shown + images;
    }

    /** A summary that counts no more than this, whatever tokenizer counts it. */
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
