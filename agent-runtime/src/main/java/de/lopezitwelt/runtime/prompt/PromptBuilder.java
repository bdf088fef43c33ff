package de.lopezitwelt.runtime.prompt;

import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.model.Conversation;
import de.lopezitwelt.runtime.model.Memory;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Chooses the messages of a conversation that the model reads. The system prompt and everything from the newest user
 * message on are always included. Of the earlier messages the newest are included, as many as fit. The first of them is
 * a user's, so that no answer stands without its question.
 */
public final class PromptBuilder {

    private PromptBuilder() {}

    /**
     * @param room the most tokens of the prompt: the context window without the room for the answer
     * @throws ModelFailure of kind CONTEXT_LENGTH when the newest message alone does not fit
     */
    public static Prompt build(AgentSpec agent, Conversation conversation, List<ToolDefinition> tools, int room) {
        List<PromptMessage> turns = conversation.turns();
        int newest = newestQuestion(turns);
        List<PromptMessage> pinned = new ArrayList<>();
        String instructions = Instructions.of(agent);
        if (!instructions.isEmpty()) {
            pinned.add(PromptMessage.system(instructions));
        }
        int first = firstSpoken(turns);
        pinned.addAll(turns.subList(0, first));
        Memory memory = conversation.memory();
        if (memory != null && memory.summary() != null) {
            pinned.add(SummaryPrompt.remembered(memory.summary()));
        }
        List<PromptMessage> tail = turns.subList(newest, turns.size());
        int tokens = TokenCounter.estimate(pinned) + ToolTokens.estimate(tools);
        for (PromptMessage turn : tail) {
            tokens += TokenCounter.estimate(turn);
        }
        if (tokens > room) {
            throw ModelFailure.of(ModelFailure.Kind.CONTEXT_LENGTH);
        }
        int start = windowStart(agent, turns, first, newest, room - tokens);
        List<PromptMessage> prompt = new ArrayList<>(pinned);
        prompt.addAll(turns.subList(start, turns.size()));
        for (PromptMessage turn : turns.subList(start, newest)) {
            tokens += TokenCounter.estimate(turn);
        }
        return new Prompt(prompt, tokens, TokenCounter.upperBound(prompt) + ToolTokens.upperBound(tools));
    }

    /** Index of the conversation's first message after the client's system messages. */
    static int firstSpoken(List<PromptMessage> turns) {
        int newest = newestQuestion(turns);
        int first = 0;
        while (first < newest && turns.get(first).role() == Role.SYSTEM) {
            first++;
        }
        return first;
    }

    /** Index of the newest user message; of the last message when there is none. */
    static int newestQuestion(List<PromptMessage> turns) {
        for (int i = turns.size() - 1; i >= 0; i--) {
            if (turns.get(i).role() == Role.USER) {
                return i;
            }
        }
        return turns.size() - 1;
    }

    private static int windowStart(AgentSpec agent, List<PromptMessage> turns, int first, int newest, int room) {
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
