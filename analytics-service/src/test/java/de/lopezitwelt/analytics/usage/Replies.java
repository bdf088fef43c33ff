package de.lopezitwelt.analytics.usage;

import de.lopezitwelt.contracts.reply.ReplyCompleted;
import de.lopezitwelt.contracts.reply.ReplyFailed;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplyRefused;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.contracts.reply.ReplyUse;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Events of replies outside sessions, as chat would write them. */
public record Replies(
        String userId,
        @Nullable String organizationId,
        @Nullable String agentId,
        @Nullable String apiKeyId,
        String model,
        ReplySource source) {

    public Replies(String userId, @Nullable String organizationId, @Nullable String agentId) {
        this(userId, organizationId, agentId, null, "big", ReplySource.TRIAL);
    }

    public ReplyCompleted completed(String replyId, long tokens, String cost, long millis) {
        return new ReplyCompleted(origin(replyId), use(tokens, cost, millis), "stop");
    }

    public ReplyFailed failed(String replyId, String failure) {
        return new ReplyFailed(origin(replyId), use(0, "0", 5), failure);
    }

    public ReplyRefused refused(String replyId, String limit) {
        return new ReplyRefused(origin(replyId), model, limit, "user");
    }

    private ReplyOrigin origin(String replyId) {
        return new ReplyOrigin(replyId, null, userId, organizationId, null, apiKeyId, agentId, 1L, source);
    }

    private ReplyUse use(long tokens, String cost, long millis) {
        return new ReplyUse(
                model,
                "acme",
                null,
                tokens,
                2 * tokens,
                tokens / 2,
                null,
                null,
                false,
                new BigDecimal(cost),
                "EUR",
                "v1",
                1L,
                millis / 2,
                millis);
    }
}
