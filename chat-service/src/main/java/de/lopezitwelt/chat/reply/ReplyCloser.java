package de.lopezitwelt.chat.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.budget.Reservation;
import de.lopezitwelt.chat.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.turn.MessageDraft;
import de.lopezitwelt.chat.turn.ReplyStep;
import de.lopezitwelt.chat.turn.TurnCommand.CloseReply;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the end of a reply into what is committed. */
@ApplicationScoped
class ReplyCloser {
    private final ObjectMapper json;
    private final IdGenerator ids;

    ReplyCloser(ObjectMapper json, IdGenerator ids) {
        this.json = json;
        this.ids = ids;
    }

    CloseReply close(ReplyTask task, ReplyEnding ending) {
        return close(
                task.replyId(),
                task.sessionId,
                task.userId,
                ReplyTask.EPOCH,
                task.agentVersion,
                task.storeText,
                task.run.text(),
                task.clientToolCalls(),
                task.toolSteps(),
                task.processingMillis(),
                task.reservations,
                ending,
                task.newSteps(),
                task.isTextStored());
    }

    /** A reply whose owner is gone. @param text what it had stored */
    CloseReply close(
            ReplyRecord reply,
            String text,
            int epoch,
            long millis,
            List<Reservation> reservations,
            ReplyEnding ending) {
        return close(
                reply.id(),
                reply.sessionId(),
                reply.userId(),
                epoch,
                reply.agentVersion(),
                reply.storeText(),
                text,
                List.of(),
                List.of(),
                millis,
                reservations,
                ending,
                List.of(),
                true);
    }

    private CloseReply close(
            String replyId,
            String sessionId,
            String userId,
            int epoch,
            int agentVersion,
            boolean storeText,
            String text,
            List<ToolCalled> toolCalls,
            List<ToolStep> toolSteps,
            long millis,
            List<Reservation> reservations,
            ReplyEnding ending,
            List<ReplyStep> steps,
            boolean textStored) {
        MessageDraft message = text.isEmpty() && toolCalls.isEmpty()
                ? null
                : message(replyId, agentVersion, storeText, text, toolCalls, toolSteps, millis, ending);
        return new CloseReply(
                sessionId,
                userId,
                replyId,
                epoch,
                ending.status(),
                message,
                ending.finishReason(),
                ending.failure() == null ? null : write(ending.failure()),
                BudgetPolicy.settle(reservations, ending.usage().totalTokens(), ending.cost()),
                steps,
                textStored);
    }

    private MessageDraft message(
            String replyId,
            int agentVersion,
            boolean storeText,
            String text,
            List<ToolCalled> toolCalls,
            List<ToolStep> toolSteps,
            long millis,
            ReplyEnding ending) {
        String id = ids.next();
        return new MessageDraft(
                id,
                MessageType.AGENT,
                storeText ? text : "",
                metadata(replyId, agentVersion, storeText, toolCalls, toolSteps, ending),
                ending.usage().totalTokens(),
                (int) Math.min(millis, Integer.MAX_VALUE),
                IdGenerator.timeOf(id));
    }

    private String metadata(
            String replyId,
            int agentVersion,
            boolean storeText,
            List<ToolCalled> toolCalls,
            List<ToolStep> toolSteps,
            ReplyEnding ending) {
        ObjectNode metadata = json.createObjectNode()
                .put("reply_id", replyId)
                .put("agent_version", agentVersion)
                .put("model", ending.model())
                .put("provider", ending.provider())
                .put("offline", ending.offline())
                .put("finish_reason", ending.finishReason());
        metadata.set("usage", json.valueToTree(ending.usage()));
        if (!storeText) {
            metadata.put("stored", false);
            return metadata.toString();
        }
        if (!toolSteps.isEmpty()) {
            metadata.set("tool_steps", json.valueToTree(toolSteps));
        }
        if (!toolCalls.isEmpty()) {
            var calls = metadata.putArray("tool_calls");
            toolCalls.forEach(call -> calls.addObject()
                    .put("id", call.callId())
                    .put("name", call.name())
                    .put("arguments", call.arguments()));
        }
        return metadata.toString();
    }

    private @Nullable String write(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
