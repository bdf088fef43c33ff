package de.lopezitwelt.runtime.probe;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything that a model said in one call. */
final class Heard {
    private final StringBuilder text = new StringBuilder();
    private final List<ToolCall> calls = new ArrayList<>();
    private @Nullable Reasoning reasoning;
    private FinishReason end = FinishReason.STOP;
    private Usage usage = Usage.NONE;

    static Heard of(List<ReplyEvent> events) {
        var heard = new Heard();
        events.forEach(heard::hear);
        return heard;
    }

    private void hear(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.TextDelta delta -> text.append(delta.text());
            case ReplyEvent.Reasoned reasoned -> reasoning = reasoned.reasoning();
            case ReplyEvent.ToolCallRequested requested -> calls.add(requested.call());
            case ReplyEvent.Completed completed -> {
                end = completed.finishReason();
                usage = completed.usage();
            }
            default -> {}
        }
    }

    String text() {
        return text.toString().strip();
    }

    List<ToolCall> calls() {
        return calls;
    }

    @Nullable
    Reasoning reasoning() {
        return reasoning;
    }

    Usage usage() {
        return usage;
    }

    /** Why there is no text; null when there is some. */
    @Nullable
    String silence() {
        if (!text().isEmpty()) {
            return null;
        }
        String thought = reasoning == null ? "" : ", having thought";
        return "no text came" + thought + "; the answer ended with " + end.wireName();
    }
}
