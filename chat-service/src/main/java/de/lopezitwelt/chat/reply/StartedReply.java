package de.lopezitwelt.chat.reply;

import de.lopezitwelt.chat.stream.ReplyUpdate;
import io.smallrye.mutiny.Multi;

/**
 * A reply under way, or one that a repeated request found again.
 *
 * @param updates from the first one on; cancelling stops the listening
 */
public record StartedReply(String sessionId, String replyId, Multi<ReplyUpdate> updates) {}
