package de.lopezitwelt.chat.turn;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.budget.Demand;
import de.lopezitwelt.chat.budget.Settlement;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something a turn writes. The pair of session and user is verified under the session's lock. */
public sealed interface TurnCommand {
    String sessionId();

    String userId();

    /** Messages whose presence tells a retry that the first try had committed. */
    List<MessageDraft> messages();

    /** What a client asks for: refused when a budget does not allow it, done once per idempotency key. */
    sealed interface Request extends TurnCommand {
        List<Demand> demands();

        @Nullable
        IdempotencyKey idempotencyKey();

        Actor actor();

        /** What a repeated request is answered with. */
        String reference();
    }

    /** Stores a message and starts nothing. @param fork opens a branch for it */
    record AppendMessage(
            String sessionId,
            String userId,
            MessageDraft message,
            @Nullable Fork fork,
            List<Demand> demands,
            @Nullable IdempotencyKey idempotencyKey,
            Actor actor)
            implements Request {
        @Override
        public List<MessageDraft> messages() {
            return List.of(message);
        }

        @Override
        public String reference() {
            return "message:" + message.id();
        }
    }

    /**
     * Stores the user's side of a turn, reserves budgets and starts the one reply of the session.
     *
     * @param newSession set when the session is opened by this very turn
     * @param title for a session that has none of its own
     * @param messages none when a message that is there is replied to anew
     * @param answered id of the message that is replied to
     * @param fork opens a branch: for the messages at once, without messages when the reply has come
     */
    record OpenReply(
            String sessionId,
            String userId,
            @Nullable NewSession newSession,
            List<MessageDraft> messages,
            String answered,
            @Nullable Fork fork,
            @Nullable String title,
            ReplyDraft reply,
            List<Demand> demands,
            @Nullable IdempotencyKey idempotencyKey,
            Actor actor)
            implements Request {
        @Override
        public String reference() {
            return "reply:" + reply.id();
        }
    }

    /**
     * Ends a reply: stores what was said, settles what was reserved. Fenced by the epoch.
     *
     * @param message the agent's message; null when nothing was said
     * @param failure JSON text of the problem, for failed replies
     * @param steps what tools did in it and is not stored yet
     * @param textStored whether pieces of its text may have been stored while it was made
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
            boolean textStored)
            implements TurnCommand {
        @Override
        public List<MessageDraft> messages() {
            return message == null ? List.of() : List.of(message);
        }
    }
}
