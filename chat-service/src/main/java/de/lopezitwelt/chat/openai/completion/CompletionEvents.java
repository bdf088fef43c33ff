package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.openai.FailedReply;
import de.lopezitwelt.chat.openai.OpenAiError;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;

/** What a client of OpenAI's hears of one reply. */
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
     * @throws RuntimeException the failure of a reply that had not begun: it is answered with a status of its own
     */
    String of(ReplyUpdate update) {
        String event = switch (update) {
            case ReplyUpdate.Delta delta -> writer.delta(delta.text());
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
