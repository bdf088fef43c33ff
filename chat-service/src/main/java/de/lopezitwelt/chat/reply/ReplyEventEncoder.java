package de.lopezitwelt.chat.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.stream.ReplyFailure;
import de.lopezitwelt.chat.stream.ReplyUpdate;
import de.lopezitwelt.chat.stream.ReplyUsage;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Replies as Server-Sent Events. An event's id is {@code <reply id>:<position>}, the last one's {@code <reply id>:end}. */
@ApplicationScoped
class ReplyEventEncoder {
    private static final String END = "end";

    private final ObjectMapper json;

    ReplyEventEncoder(ObjectMapper json) {
        this.json = json;
    }

    private record CreatedData(MessageView message) {}

    private record DeltaData(String text) {}

    private record ToolCalledData(String id, String name, String arguments) {}

    private record ToolAnsweredData(String id, String name, String result, boolean failed) {}

    private record CompletedData(@Nullable MessageView message, ReplyUsage usage, String finishReason) {}

    private record FailedData(@Nullable MessageView message, ReplyFailure problem) {}

    String event(String replyId, ReplyUpdate update) {
        return switch (update) {
            case ReplyUpdate.Created created ->
                event(replyId, update, "message.created", new CreatedData(created.message()));
            case ReplyUpdate.Delta delta -> event(replyId, update, "delta", new DeltaData(delta.text()));
            case ReplyUpdate.ToolCalled call ->
                event(replyId, update, "tool.called", new ToolCalledData(call.callId(), call.name(), call.arguments()));
            case ReplyUpdate.ToolAnswered answer ->
                event(
                        replyId,
                        update,
                        "tool.answered",
                        new ToolAnsweredData(answer.callId(), answer.name(), answer.result(), answer.failed()));
            case ReplyUpdate.Completed done ->
                event(
                        replyId,
                        update,
                        "message.completed",
                        new CompletedData(done.message(), done.usage(), done.finishReason()));
            case ReplyUpdate.Failed failed ->
                event(replyId, update, "message.failed", new FailedData(failed.message(), failed.problem()));
        };
    }

    /**
     * The position a client names in {@code Last-Event-ID}; -1 when it names none.
     *
     * @throws ProblemException 400 when it is not an id of this reply's
     */
    static long positionOf(String replyId, @Nullable String lastEventId) {
        if (lastEventId == null || lastEventId.isEmpty()) {
            return -1;
        }
        String prefix = replyId + ':';
        try {
            if (lastEventId.startsWith(prefix)) {
                String named = lastEventId.substring(prefix.length());
                long position = named.equals(END) ? ReplyUpdate.END : Long.parseLong(named);
                if (position >= 0) {
                    return position;
                }
            }
        } catch (NumberFormatException notOurs) {
            // answered below, like an id of another reply
        }
        throw ProblemException.invalid("Last-Event-ID", "is not an event of this reply");
    }

    /** JSON has no line breaks outside its strings, which escape them: one data line is enough. */
    private String event(String replyId, ReplyUpdate update, String name, Object data) {
        try {
            String position = update.position() == ReplyUpdate.END ? END : Long.toString(update.position());
            return "id: " + replyId + ':' + position + "\nevent: " + name + "\ndata: "
                    + json.writeValueAsString(data) + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
