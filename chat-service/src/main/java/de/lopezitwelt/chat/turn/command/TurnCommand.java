package de.lopezitwelt.chat.turn.command;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.budget.counter.Demand;
import de.lopezitwelt.chat.budget.counter.Settlement;
import de.lopezitwelt.contracts.reply.ReplyEnded;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A write of a turn. The pair of session and user is verified under the session's lock. */
public sealed interface TurnCommand {
    String sessionId();

    String userId();

    /** The messages of the turn. If these messages exist, an earlier attempt has committed. */
    List<MessageDraft> messages();

    /** A client's request: refused when a budget does not allow it, carried out once for each idempotency key. */
    sealed interface Request extends TurnCommand {
        List<Demand> demands();

        @Nullable
        IdempotencyKey idempotencyKey();

        Actor actor();

        /** What a repeated request is answered with. */
        TurnReference reference();
    }

    /**
     * Stores messages, all or none, and starts no reply.
     *
     * @param messages at least one
     * @param fork opens a branch for them
     */
    record AppendMessages(
            String sessionId,
            String userId,
            List<MessageDraft> messages,
            @Nullable Fork fork,
            List<Demand> demands,
            @Nullable IdempotencyKey idempotencyKey,
            Actor actor)
            implements Request {
        @Override
        public TurnReference reference() {
            return new TurnReference.ToMessage(messages.getFirst().id());
        }
    }

    /**
     * Stores the user's side of a turn, reserves budgets and starts the session's only reply.
     *
     * @param newSession set when this turn creates the session
     * @param title for a session without a title
     * @param messages none when an existing message is answered again
     * @param answered id of the message that is answered
     * @param continues the {@code continuation} that the session must still have; null when any will do
     * @param fork opens a branch: at once for the messages; without messages, when the reply is stored
     */
    record OpenReply(
            String sessionId,
            String userId,
            @Nullable NewSession newSession,
            List<MessageDraft> messages,
            String answered,
            @Nullable String continues,
            @Nullable Fork fork,
            @Nullable String title,
            ReplyDraft reply,
            List<Demand> demands,
            @Nullable IdempotencyKey idempotencyKey,
            Actor actor)
            implements Request {
        @Override
        public TurnReference reference() {
            return new TurnReference.ToReply(reply.id());
        }
    }

    /**
     * Ends a reply: stores its text and settles its reservations. Fenced by the epoch.
     *
     * @param message the agent's message; null when the reply has no text
     * @param failure JSON text of the problem, for failed replies
     * @param steps what its tools did, as far as it is not stored yet
     * @param textStored whether parts of its text may have been stored while it ran
     * @param continuation the hash that finds the session when its client resends the conversation; null for other clients
     * @param event what is published of it, with everything that it used
     */
    record CloseReply(
            String sessionId,
            String userId,
            String replyId,
            int epoch,
            ReplyStatus status,
            @Nullable MessageDraft message,
            @Nullable String finishReason,
            @Nullable String failure,
            List<Settlement> settlements,
            List<ReplyStep> steps,
            boolean textStored,
            @Nullable String continuation,
            ReplyEnded event)
            implements TurnCommand {
        @Override
        public List<MessageDraft> messages() {
            return message == null ? List.of() : List.of(message);
        }
    }
}
