package de.lopezitwelt.chat.reply.listen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.delivery.LiveEvents;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.platform.web.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/**
 * Writes replies as Server-Sent Events. An event's id is {@code <reply id>:<position>}, that of the last {@code <reply
 * id>:end}.
 */
@ApplicationScoped
public class ReplyEventEncoder {
    private static final String END = "end";

    private final ObjectMapper json;

    ReplyEventEncoder(ObjectMapper json) {
        this.json = json;
    }

    public LiveEvents live(StartedReply reply) {
        return new LiveEvents(
                reply.listener().organizationId(),
                reply.updates()
                        .filter(update -> !(update instanceof ReplyUpdate.Calling))
                        .map(update -> event(reply.replyId(), update)));
    }

    String event(String replyId, ReplyUpdate update) {
        return switch (update) {
            case ReplyUpdate.Created created ->
                event(replyId, update, ReplyEvent.Created.NAME, new ReplyEvent.Created(created.message()));
            case ReplyUpdate.Delta delta ->
                event(replyId, update, ReplyEvent.Delta.NAME, new ReplyEvent.Delta(delta.text()));
            case ReplyUpdate.Thought thought ->
                event(replyId, update, ReplyEvent.ReasoningDelta.NAME, new ReplyEvent.ReasoningDelta(thought.text()));
            case ReplyUpdate.Calling piece -> throw new IllegalArgumentException("told when it is whole");
            case ReplyUpdate.ToolCalled call ->
                event(
                        replyId,
                        update,
                        ReplyEvent.ToolCalled.NAME,
                        new ReplyEvent.ToolCalled(call.callId(), call.name(), call.arguments()));
            case ReplyUpdate.ToolAnswered answer ->
                event(
                        replyId,
                        update,
                        ReplyEvent.ToolAnswered.NAME,
                        new ReplyEvent.ToolAnswered(answer.callId(), answer.name(), answer.result(), answer.failed()));
            case ReplyUpdate.Completed done ->
                event(
                        replyId,
                        update,
                        ReplyEvent.Completed.NAME,
                        new ReplyEvent.Completed(done.message(), done.usage(), done.finishReason(), done.detail()));
            case ReplyUpdate.Failed failed ->
                event(
                        replyId,
                        update,
                        ReplyEvent.Failed.NAME,
                        new ReplyEvent.Failed(failed.message(), failed.problem()));
        };
    }

    /**
     * The position in {@code Last-Event-ID}; -1 when the header is missing.
     *
     * @throws ProblemException 400 when it is not an event id of this reply
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
            // refused below, like an id of another reply
        }
        throw ProblemException.invalid("Last-Event-ID", "is not an event of this reply");
    }

    /** One data line is enough: JSON as it is written here has no line breaks, and its strings escape them. */
    private String event(String replyId, ReplyUpdate update, String name, Object data) {
        try {
            String position = update.position() == ReplyUpdate.END ? END : Long.toString(update.position());
            return "id: " + replyId + ':' + position + "\nevent: " + name + "\ndata: " + json.writeValueAsString(data)
                    + "\n\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
