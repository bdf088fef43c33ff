package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Memory;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which turns a summary is to stand for. Half of the room is freed at once, so that a summary is made every many turns
 * and not at each.
 *
 * @param forgotten turns the summary covers, oldest first
 * @param firstKept index of the first turn of the conversation that stays
 * @param kept the conversation without them
 */
public record Forgetting(List<Turn> forgotten, int firstKept, Conversation kept) {

    /** Turns a prompt has at most, however short they are. */
    static final int MAX_TURNS = 120;

    /**
     * @param room tokens the prompt may have, the coming summary already taken off
     * @return null when everything fits, when nobody keeps summaries, or when the agent's history window rules
     */
    public static @Nullable Forgetting plan(AgentSpec agent, Conversation conversation, int room) {
        if (conversation.memory() == null || agent.config().historyWindow() != null) {
            return null;
        }
        List<Turn> turns = conversation.turns();
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
        List<Turn> kept = new ArrayList<>(turns.subList(0, first));
        kept.addAll(turns.subList(start, turns.size()));
        return new Forgetting(List.copyOf(turns.subList(first, start)), start, new Conversation(kept));
    }

    /** The kept conversation with what the summary says. */
    public Conversation remembering(String summary) {
        return new Conversation(kept.turns(), new Memory(summary));
    }

    private static int fixedTokens(AgentSpec agent, Conversation conversation, int first, int newest) {
        List<Turn> turns = conversation.turns();
        Memory memory = conversation.memory();
        String summary = memory == null || memory.summary() == null ? "" : memory.summary();
        return TokenCounter.estimate(Instructions.of(agent))
                + TokenCounter.estimate(summary)
                + TokenCounter.estimate(turns.subList(0, first))
                + TokenCounter.estimate(turns.subList(newest, turns.size()))
                + TokenCounter.PROMPT_OVERHEAD
                + 2 * TokenCounter.TURN_OVERHEAD;
    }

    private static int firstKept(List<Turn> turns, int first, int newest, int room) {
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
