package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Memory;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.model.Turn;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses what of a conversation the model reads: always the system prompt and everything from the newest user message
 * on, then as many earlier turns as fit, newest first, beginning with a user's so that no answer stands without its
 * question.
 */
public final class PromptBuilder {

    private PromptBuilder() {}

    /**
     * @param room tokens the prompt may have: the context window without what the answer may need
     * @throws ModelFailure of kind CONTEXT_LENGTH when the newest message alone does not fit
     */
    public static Prompt build(AgentSpec agent, Conversation conversation, List<ToolDefinition> tools, int room) {
        List<Turn> turns = conversation.turns();
        int newest = newestQuestion(turns);
        List<Turn> pinned = new ArrayList<>();
        String instructions = Instructions.of(agent);
        if (!instructions.isEmpty()) {
            pinned.add(Turn.system(instructions));
        }
        int first = firstSpoken(turns);
        pinned.addAll(turns.subList(0, first));
        Memory memory = conversation.memory();
        if (memory != null && memory.summary() != null) {
            pinned.add(SummaryPrompt.remembered(memory.summary()));
        }
        List<Turn> tail = turns.subList(newest, turns.size());
        int tokens = TokenCounter.estimate(pinned) + ToolTokens.estimate(tools);
        for (Turn turn : tail) {
            tokens += TokenCounter.estimate(turn);
        }
        if (tokens > room) {
            throw ModelFailure.of(ModelFailure.Kind.CONTEXT_LENGTH);
        }
        int start = windowStart(agent, turns, first, newest, room - tokens);
        List<Turn> prompt = new ArrayList<>(pinned);
        prompt.addAll(turns.subList(start, turns.size()));
        for (Turn turn : turns.subList(start, newest)) {
            tokens += TokenCounter.estimate(turn);
        }
        return new Prompt(prompt, tokens, TokenCounter.upperBound(prompt) + ToolTokens.upperBound(tools));
    }

    /** Where the conversation begins, behind what the client told the agent beforehand. */
    static int firstSpoken(List<Turn> turns) {
        int newest = newestQuestion(turns);
        int first = 0;
        while (first < newest && turns.get(first).role() == Role.SYSTEM) {
            first++;
        }
        return first;
    }

    /** Where the newest user message stands; the last turn when there is none. */
    static int newestQuestion(List<Turn> turns) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == Role.USER) {
                return i;
            }
        }
        return turns.size() - 1;
    }

    private static int windowStart(AgentSpec agent, List<Turn> turns, int first, int newest, int room) {
        Integer window = agent.config().historyWindow();
        int oldest = window == null ? first : Math.max(first, newest - window);
        int left = room;
        int start = newest;
        for (int i = newest - 1; i >= oldest; i--) {
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
