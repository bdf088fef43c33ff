package de.lopezitwelt.chat.turn.command;

import de.lopezitwelt.chat.budget.counter.Demand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcome of a {@link TurnCommand}. */
public sealed interface TurnOutcome {

    /** The messages are stored in the session. */
    record Appended(List<StoredMessage> messages) implements TurnOutcome {}

    /**
     * The reply may start.
     *
     * @param title set by this turn, when the session had none
     */
    record Opened(
            String replyId,
            List<StoredMessage> messages,
            @Nullable String title) implements TurnOutcome {}

    /** The reply has ended as its owner asked. */
    record Closed(@Nullable StoredMessage message) implements TurnOutcome {}

    /** The reply no longer belongs to this owner. */
    record Superseded() implements TurnOutcome {}

    /**
     * An earlier request had the same idempotency key.
     *
     * @param sameRequest false when the earlier request had other content
     */
    record Repeated(TurnReference reference, boolean sameRequest) implements TurnOutcome {}

    /** The user has no such session. */
    record UnknownSession() implements TurnOutcome {}

    /** The user is erased or being erased, so nothing new of theirs may be stored. */
    record UserErasing() implements TurnOutcome {}

    /** The session was ended or archived. */
    record SessionNotActive() implements TurnOutcome {}

    /** The session has got another answer than the one that the request follows. */
    record MovedOn() implements TurnOutcome {}

    /** The session's reply is still running. */
    record ReplyUnderWay(String replyId) implements TurnOutcome {}

    /**
     * A file was deleted or belongs to another message.
     *
     * @param index among the message's files
     */
    record FileTaken(int index) implements TurnOutcome {}

    /** A budget is exhausted. */
    record OverBudget(Demand demand) implements TurnOutcome {}
}
