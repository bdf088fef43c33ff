package de.lopezitwelt.chat.reply.listen;

import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import io.smallrye.mutiny.Multi;

/**
 * A reply under way, or one that a repeated request found again.
 *
 * @param listener who had it started, or started again
 * @param updates from the first one on; cancelling stops the listening
 */
public record StartedReply(Listener listener, String sessionId, String replyId, Multi<ReplyUpdate> updates) {}
