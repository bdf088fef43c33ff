package de.lopezitwelt.chat.usage;

import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.contracts.reply.ReplyUse;
import java.math.BigDecimal;

/** Events of replies for tests that do not look into them; the same each time. */
public final class ReplyEnds {
    private static final ReplyUse USE = new ReplyUse(
            "model", "provider", null, 5, 7, null, null, null, false, BigDecimal.ONE, "EUR", "v", 1L, 2L, 3);

    private ReplyEnds() {}

    public static ReplyOrigin origin(String replyId) {
        return new ReplyOrigin(replyId, "s", "user", null, null, null, "agent", 1L, ReplySource.APP);
    }

    public static ReplyCompleted completed(String replyId) {
        return new ReplyCompleted(origin(replyId), USE, "stop");
    }

    public static ReplyFailed failed(String replyId, String failure) {
        return new ReplyFailed(origin(replyId), USE, failure);
    }
}
