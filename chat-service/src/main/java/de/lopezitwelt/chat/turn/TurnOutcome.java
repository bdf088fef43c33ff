package de.lopezitwelt.chat.turn;

import de.lopezitwelt.chat.budget.Demand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a {@link TurnCommand}. */
public sealed interface TurnOutcome {

    /** A message stands in the session. */
    record Appended(StoredMessage message) implements TurnOutcome {}

    /**
     * A reply may start.
     *
     * @param title what this turn called the session, which had no title
     */
    record Opened(
            String replyId,
            List<StoredMessage> messages,
            @Nullable String title) implements TurnOutcome {}

    /** A reply ended the way its owner said. */
    record Closed(@Nullable StoredMessage message) implements TurnOutcome {}

    /** The reply is no longer this owner's to end. */
    record Superseded() implements TurnOutcome {}

    /**
     * An earlier request with the same idempotency key was there first.
     *
     * @param sameRequest false when that one said something else
     */
    record Repeated(String reference, boolean sameRequest) implements TurnOutcome {}

    /** No such session for this user. */
    record UnknownSession() implements TurnOutcome {}

    /** Nothing new of his may come up: he is erased, or about to be. */
    record UserErasing() implements TurnOutcome {}

    /** The session was ended or archived. */
    record SessionNotActive() implements TurnOutcome {}

    /** The session's one reply is still under way. */
    record ReplyUnderWay(String replyId) implements TurnOutcome {}

    /** A file is gone or belongs to another message. @param index among the message's files */
    record FileTaken(int index) implements TurnOutcome {}

    /** A budget is used up. */
    record OverBudget(Demand demand) implements TurnOutcome {}
}
