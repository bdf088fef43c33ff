package de.lopezitwelt.chat.reply.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.budget.BudgetPolicy;
import de.lopezitwelt.chat.reply.ResentHistory;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.TurnCommand.CloseReply;
import de.lopezitwelt.chat.usage.CallUse;
import de.lopezitwelt.contracts.reply.ReplyCancelled;
import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyEnded;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplyUse;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.runtime.model.ToolCall;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Builds the command that commits the end of a reply. */
@ApplicationScoped
class ReplyCloser {
    private final ObjectMapper json;
    private final IdGenerator ids;

    ReplyCloser(ObjectMapper json, IdGenerator ids) {
        this.json = json;
        this.ids = ids;
    }

    CloseReply close(ReplyToClose reply, ReplyEnding ending) {
        ReplyFailure failure = ending.failure();
        return new CloseReply(
                reply.sessionId(),
                reply.userId(),
                reply.replyId(),
                reply.epoch(),
                ending.status(),
                isKept(reply.content(), ending) ? message(reply, ending) : null,
                ending.finishReason(),
                failure == null ? null : write(failure.toStore()),
                BudgetPolicy.settle(reply.reservations(), ending.usage().totalTokens(), ending.cost()),
                reply.content().newSteps(),
                reply.content().textStored(),
                continuation(reply, ending),
                event(reply, ending));
    }

    private static ReplyEnded event(ReplyToClose reply, ReplyEnding ending) {
        ReplyOrigin origin = reply.origin();
        ReplyUse use = new CallUse(
                        reply.asked(),
                        ending.model(),
                        ending.provider(),
                        ending.usage().counted(),
                        ending.price())
                .during(reply.times());
        ReplyFailure failure = ending.failure();
        if (failure != null) {
            return new ReplyFailed(origin, use, failure.code());
        }
        return ending.status() == ReplyStatus.CANCELLED
                ? new ReplyCancelled(origin, use)
                : new ReplyCompleted(origin, use, ending.finishReason());
    }

    /** After a failure the client sends its turn again, so the session is found as before. */
    private static @Nullable String continuation(ReplyToClose reply, ReplyEnding ending) {
        ResentHistory history = reply.history();
        if (history == null) {
            return null;
        }
        boolean answered =
                ending.status() == ReplyStatus.COMPLETED && !reply.content().isSilent();
        return answered
                ? history.after(
                        reply.content().text(),
                        reply.content().toolCalls().stream()
                                .map(call -> new ToolCall(call.callId(), call.name(), call.arguments()))
                                .toList())
                : history.before();
    }

    /**
     * Whether the reply is stored as a message. An empty one is stored when people should know what its tools did, or
     * when it records that later prompts leave its turn out.
     */
    private static boolean isKept(ReplyToClose.Content content, ReplyEnding ending) {
        if (!content.isSilent()) {
            return true;
        }
        boolean told = !content.toolSteps().isEmpty() || ReplyMetadata.TURN.equals(leftOut(content, ending));
        return told && !content.again();
    }

    private static @Nullable String leftOut(ReplyToClose.Content content, ReplyEnding ending) {
        return ending.leftOut(content.isSilent() && content.toolSteps().isEmpty(), content.withoutImages());
    }

    private MessageDraft message(ReplyToClose reply, ReplyEnding ending) {
        String id = ids.next();
        return new MessageDraft(
                id,
                MessageType.AGENT,
                reply.storeText() ? reply.content().text() : "",
                metadata(reply, ending).toJson(),
                ending.usage().totalTokens(),
                (int) Math.min(reply.millis(), Integer.MAX_VALUE),
                IdGenerator.timeOf(id));
    }

    private static ReplyMetadata metadata(ReplyToClose reply, ReplyEnding ending) {
        String leftOut = leftOut(reply.content(), ending);
        ReplyFailure failure = ending.failure();
        return new ReplyMetadata(
                reply.replyId(),
                reply.agentVersion(),
                ending.model(),
                ending.provider(),
                ending.offline(),
                ending.finishReason(),
                ending.stopSequence(),
                ending.usage(),
                reply.storeText(),
                reply.content().thoughts(),
                reply.content().toolSteps(),
                reply.content().toolCalls(),
                reply.content().reasoning(),
                leftOut,
                leftOut == null || failure == null ? null : failure.detail());
    }

    private String write(ReplyFailure failure) {
        try {
            return json.writeValueAsString(failure);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
