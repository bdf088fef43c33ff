package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.openai.FailedReply;
import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;

/** The events of one reply, for OpenAI's clients. */
final class CompletionEvents {
    private final CompletionWriter writer;
    private final ObjectMapper json;
    private boolean begun;

    CompletionEvents(CompletionWriter writer, ObjectMapper json) {
        this.writer = writer;
        this.json = json;
    }

    /**
     * The event to send, empty when there is none.
     *
     * @throws RuntimeException when the reply fails before its first event; the request is then answered with an error status
     */
    String of(ReplyUpdate update) {
        String event = switch (update) {
            case ReplyUpdate.Delta delta -> writer.delta(delta.text());
            case ReplyUpdate.Thought thought -> writer.thought(thought.text());
            case ReplyUpdate.Calling piece -> writer.calling(piece);
            case ReplyUpdate.Completed done -> writer.end(done);
            case ReplyUpdate.Failed failed -> failed(failed.problem());
            case ReplyUpdate.Created created -> "";
            case ReplyUpdate.ToolCalled called -> "";
            case ReplyUpdate.ToolAnswered answered -> "";
        };
        begun |= !event.isEmpty();
        return event;
    }

    private String failed(ReplyFailure failure) {
        if (!begun) {
            throw FailedReply.problem(failure);
        }
        try {
            return "data: " + json.writeValueAsString(OpenAiError.of(failure)) + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
