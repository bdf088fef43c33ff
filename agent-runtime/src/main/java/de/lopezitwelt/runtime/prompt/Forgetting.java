package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Memory;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the messages that a summary replaces. It frees half of the room at once, so that a summary is needed only
 * once in many messages.
 *
 * @param forgotten the messages that the summary covers, oldest first
 * @param firstKept index of the first message that stays in the conversation
 * @param kept the conversation without them
 */
public record Forgetting(List<PromptMessage> forgotten, int firstKept, Conversation kept) {

    /** The most messages of a prompt, even if they are short. */
    static final int MAX_TURNS = 120;

    /**
     * @param room the most tokens of the prompt, without the room for the summary
     * @return null when everything fits, when summaries are not stored, or when the agent has a history window
     */
    public static @Nullable Forgetting plan(AgentSpec agent, Conversation conversation, int room) {
        if (conversation.memory() == null || agent.config().historyWindow() != null) {
            return null;
        }
        List<PromptMessage> turns = conversation.turns();
        int first = PromptBuilder.firstSpoken(turns);
        int newest = PromptBuilder.newestQuestion(turns);
        int left = room - fixedTokens(agent, conversation, first, newest);
        if (newest - first <= MAX_TURNS && TokenCounter.estimate(turns.subList(first, newest)) <= left) {
            return null;
        }
        int start = firstKept(turns, first, newest, left / 2);
        if (start == first) {
            return null;
        }
        List<PromptMessage> kept = new ArrayList<>(turns.subList(0, first));
        kept.addAll(turns.subList(start, turns.size()));
        return new Forgetting(List.copyOf(turns.subList(first, start)), start, new Conversation(kept));
    }

    /** The kept messages, with the summary as their memory. */
    public Conversation remembering(String summary) {
        return new Conversation(kept.turns(), new Memory(summary));
    }

    private static int fixedTokens(AgentSpec agent, Conversation conversation, int first, int newest) {
        List<PromptMessage> turns = conversation.turns();
        Memory memory = conversation.memory();
        String summary = memory == null || memory.summary() == null ? "" : memory.summary();
        return TokenCounter.estimate(Instructions.of(agent))
                + TokenCounter.estimate(summary)
                + TokenCounter.estimate(turns.subList(0, first))
                + TokenCounter.estimate(turns.subList(newest, turns.size()))
                + TokenCounter.PROMPT_OVERHEAD
                + 2 * TokenCounter.TURN_OVERHEAD;
    }

    private static int firstKept(List<PromptMessage> turns, int first, int newest, int room) {
        int left = room;
        int start = newest;
        for (int i = newest - 1; i >= first && newest - i <= MAX_TURNS / 2; i--) {
            left -= TokenCounter.estimate(turns.get(i));
            if (left < 0) {
                break;
            }
            if (turns.get(i).role() == Role.USER) {
                start = i;
            }
        }
        return start;
    }
}
