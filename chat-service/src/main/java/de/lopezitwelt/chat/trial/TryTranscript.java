package de.lopezitwelt.chat.trial;

import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the events of a try. One reply uses it, one event after the other. */
final class TryTranscript {
    private final @Nullable Long agentVersion;
    private final int longest;
    private final StringBuilder text = new StringBuilder();
    private final List<TryReply.ToolUse> tools = new ArrayList<>();
    private ReplyEvent.@Nullable Completed end;

    TryTranscript(@Nullable Long agentVersion, int longest) {
        this.agentVersion = agentVersion;
        this.longest = longest;
    }

    void add(ReplyEvent event) {
        switch (event) {
            case ReplyEvent.TextDelta delta -> {
                text.append(delta.text());
                if (text.length() > longest) {
                    throw ModelFailure.of(ModelFailure.Kind.REPLY_TOO_LARGE);
                }
            }
            case ReplyEvent.ToolCallRequested requested -> {
                ToolCall call = requested.call();
                tools.add(new TryReply.ToolUse(call.id(), call.name(), call.arguments(), null, false));
            }
            case ReplyEvent.ToolCallAnswered answer ->
                tools.replaceAll(use -> use.id().equals(answer.callId()) && use.result() == null
                        ? new TryReply.ToolUse(use.id(), use.name(), use.arguments(), answer.result(), answer.failed())
                        : use);
            case ReplyEvent.Completed completed -> end = completed;
            case ReplyEvent.ReasoningDelta thought -> {}
            case ReplyEvent.Reasoned thought -> {}
            case ReplyEvent.ImagesLeftOut images -> {}
            case ReplyEvent.ToolCallPiece piece -> {}
            case ReplyEvent.ModelAsked asked -> {}
            case ReplyEvent.ModelRefused refused -> {}
            case ReplyEvent.Held held -> {}
            case ReplyEvent.ModelAnswered answered -> {}
            case ReplyEvent.Summarised summarised -> {}
        }
    }

    /** @throws ModelFailure when the reply never ended properly */
    TryReply reply() {
        if (end == null) {
            throw ModelFailure.of(ModelFailure.Kind.INVALID_RESPONSE);
        }
        Usage usage = end.usage();
        return new TryReply(
                agentVersion,
                text.toString(),
                List.copyOf(tools),
                end.finishReason().wireName(),
                ReplyUsage.of(usage),
                end.model(),
                end.offline());
    }
}
