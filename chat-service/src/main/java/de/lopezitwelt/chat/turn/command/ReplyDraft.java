package de.lopezitwelt.chat.turn.command;

import de.lopezitwelt.contracts.reply.ReplyOrigin;
import org.jspecify.annotations.Nullable;

/**
 * A reply that this instance is about to start.
 *
 * @param promptTokens estimate that is charged when the model reports no usage
 * @param pricing JSON text of the prices in force
 * @param storeText false to store numbers but no texts
 * @param origin for whom it is made, and what asked for it
 * @param keep whether it runs on when nobody listens
 */
public record ReplyDraft(
        String id,
        int agentVersion,
        String model,
        int promptTokens,
        @Nullable String pricing,
        ReplyOrigin origin,
        boolean storeText,
        boolean keep) {}
