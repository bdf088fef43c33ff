package de.lopezitwelt.chat.openai;

import de.lopezitwelt.chat.message.ToolOutputMetadata;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * The part of a conversation that is new and is stored: what follows the last answer. Answers at the very end, which the agent
 * is to continue, come after it; they are only read.
 *
 * @param from index of its first turn
 * @param to index after its last turn
 */
public record NewTurn(int from, int to) {

    public static NewTurn of(List<PromptMessage> turns) {
        int to = turns.size();
        while (to > 0 && isWords(turns.get(to - 1))) {
            to--;
        }
        int from = to;
        while (from > 0 && turns.get(from - 1).role() != Role.ASSISTANT) {
            from--;
        }
        return new NewTurn(from, to);
    }

    /** Calls of tools are no words: their results must follow. */
    private static boolean isWords(PromptMessage turn) {
        return turn.role() == Role.ASSISTANT && turn.toolCalls().isEmpty();
    }

    /**
     * Makes a user's message of the last instructions when there is nothing else: somebody has to be answered, and not every
     * provider takes a prompt without a user.
     */
    public static List<PromptMessage> asked(List<PromptMessage> turns) {
        if (turns.isEmpty() || turns.stream().anyMatch(turn -> turn.role() != Role.SYSTEM)) {
            return turns;
        }
        List<PromptMessage> asked = new ArrayList<>(turns);
        asked.add(PromptMessage.user(asked.removeLast().content()));
        return asked;
    }

    boolean holds(int index) {
        return index >= from && index < to;
    }

    /** Its messages without instructions, which are not part of the conversation; may be empty. */
    public List<NewUserMessage> messages(List<PromptMessage> turns) {
        return turns.subList(from, to).stream()
                .filter(turn -> turn.role() != Role.SYSTEM)
                .map(turn -> new NewUserMessage(
                        MessageType.USER, turn.content(), ToolOutputMetadata.write(turn.toolCallId())))
                .toList();
    }
}
