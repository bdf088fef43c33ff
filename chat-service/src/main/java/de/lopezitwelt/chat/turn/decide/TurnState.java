package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.budget.counter.Counters;
import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import de.lopezitwelt.chat.turn.command.TurnReference;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a batch found in the database, under lock.
 *
 * @param sessions by id
 * @param replies that are to be ended, by id
 * @param committed places, by message id, of messages that an earlier attempt has written
 * @param earlier outcomes of earlier requests, by idempotency key
 * @param files that messages are to take, by id
 * @param erasing those users that create sessions and are erased or being erased, by id
 */
public record TurnState(
        Map<String, SessionRow> sessions,
        Map<String, ReplyRow> replies,
        Map<String, Place> committed,
        Map<IdempotencyKeyHash, Earlier> earlier,
        Map<String, FileRow> files,
        Set<String> erasing,
        Counters counters) {

    public static TurnState empty() {
        return new TurnState(
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashMap<>(),
                new HashSet<>(),
                new Counters());
    }

    /** The place of a message. */
    public record Place(long position, @Nullable String parentId, int branch) {
        StoredMessage of(MessageDraft draft, String sessionId) {
            return new StoredMessage(draft, sessionId, position, parentId, branch);
        }
    }

    /** A file, and the message that has taken it, if any. */
    public record FileRow(String userId, @Nullable String messageId) {}

    /** The outcome of an earlier request. */
    public record Earlier(byte[] requestHash, TurnReference reference) {}

    /** A key's hash with the equality that a byte array lacks. */
    public record IdempotencyKeyHash(java.nio.ByteBuffer value) {
        public static IdempotencyKeyHash of(IdempotencyKey key) {
            return of(key.keyHash());
        }

        public static IdempotencyKeyHash of(byte[] hash) {
            return new IdempotencyKeyHash(java.nio.ByteBuffer.wrap(hash));
        }
    }
}
