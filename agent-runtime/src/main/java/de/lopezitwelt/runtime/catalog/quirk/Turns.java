package de.lopezitwelt.runtime.catalog.quirk;

import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.wire.CallIds;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Arranges the messages of a prompt for templates that refuse some orders of them. Every text stays in the prompt. */
final class Turns {

    private static final String BETWEEN = "\n\n";
    private static final Pattern SHORT_ID = Pattern.compile("[a-zA-Z0-9]{9}");

    private final Quirks quirks;

    Turns(Quirks quirks) {
        this.quirks = quirks;
    }

    List<PromptMessage> shaped(List<PromptMessage> prompt) {
        List<PromptMessage> turns = switch (quirks.systemMessages()) {
            case MANY -> prompt;
            case ONE -> systemFirst(prompt);
            case NONE -> systemSaidByUser(prompt);
        };
        List<PromptMessage> merged = merged(turns);
        return quirks.shortCallIds() ? merged.stream().map(Turns::withShortIds).toList() : merged;
    }

    private static PromptMessage withShortIds(PromptMessage turn) {
        String answered = turn.toolCallId();
        return answered == null && turn.toolCalls().isEmpty()
                ? turn
                : new PromptMessage(
                        turn.role(),
                        turn.content(),
                        turn.images(),
                        turn.toolCalls().stream()
                                .map(call -> new ToolCall(
                                        CallIds.fitting(SHORT_ID, call.id()),
                                        call.name(),
                                        call.arguments(),
                                        call.extra()))
                                .toList(),
                        answered == null ? null : CallIds.fitting(SHORT_ID, answered),
                        turn.reasoning());
    }

    private static List<PromptMessage> systemFirst(List<PromptMessage> prompt) {
        String system = systemOf(prompt);
        List<PromptMessage> turns = new ArrayList<>();
        if (!system.isEmpty()) {
            turns.add(PromptMessage.system(system));
        }
        turns.addAll(withoutSystem(prompt));
        return turns;
    }

    /** Puts it at the beginning of the first user message, because the template may demand that roles alternate. */
    private static List<PromptMessage> systemSaidByUser(List<PromptMessage> prompt) {
        String system = systemOf(prompt);
        List<PromptMessage> turns = withoutSystem(prompt);
        if (system.isEmpty()) {
            return turns;
        }
        if (!turns.isEmpty() && turns.getFirst().role() == Role.USER) {
            turns.set(0, together(PromptMessage.user(system), turns.getFirst()));
        } else {
            turns.addFirst(PromptMessage.user(system));
        }
        return turns;
    }

    private static String systemOf(List<PromptMessage> prompt) {
        return prompt.stream()
                .filter(turn -> turn.role() == Role.SYSTEM && !turn.content().isBlank())
                .map(PromptMessage::content)
                .collect(Collectors.joining(BETWEEN));
    }

    private static List<PromptMessage> withoutSystem(List<PromptMessage> prompt) {
        return prompt.stream()
                .filter(turn -> turn.role() != Role.SYSTEM)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /**
     * Merges messages of one role in a row. Those of the user are merged for every provider: two follow each other when a
     * reply failed or was empty, and a template that demands alternating roles would refuse the session from then on.
     */
    private List<PromptMessage> merged(List<PromptMessage> prompt) {
        List<PromptMessage> turns = new ArrayList<>();
        for (PromptMessage turn : prompt) {
            // results of several tools belong to one turn although each is a message of its own
            boolean mergeable = turn.role() == Role.USER || quirks.alternatingTurns() && turn.role() != Role.TOOL;
            if (mergeable && !turns.isEmpty() && turns.getLast().role() == turn.role()) {
                turns.set(turns.size() - 1, together(turns.getLast(), turn));
            } else {
                turns.add(turn);
            }
        }
        return turns;
    }

    private static PromptMessage together(PromptMessage first, PromptMessage second) {
        List<Image> images = new ArrayList<>(first.images());
        images.addAll(second.images());
        List<ToolCall> calls = new ArrayList<>(first.toolCalls());
        calls.addAll(second.toolCalls());
        return new PromptMessage(
                first.role(), joined(first.content(), second.content()), images, calls, null, reasoning(first, second));
    }

    private static String joined(String first, String second) {
        return first.isBlank() ? second : second.isBlank() ? first : first + BETWEEN + second;
    }

    /** Reasoning goes with the calls it led to. */
    private static @Nullable Reasoning reasoning(PromptMessage first, PromptMessage second) {
        boolean ofFirst = second.reasoning() == null || second.toolCalls().isEmpty();
        return ofFirst && first.reasoning() != null ? first.reasoning() : second.reasoning();
    }
}
