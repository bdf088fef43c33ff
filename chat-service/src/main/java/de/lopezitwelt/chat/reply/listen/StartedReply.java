package de.lopezitwelt.chat.reply.listen;

import de.lopezitwelt.chat.delivery.Listener;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import io.smallrye.mutiny.Multi;

/**
 * A reply that a caller has started, resumed, or found again with a repeated request.
 *
 * @param listener the caller, and the organization for which the session was opened
 * @param promptTokens an estimate of the prompt's tokens; 0 for a reply that was found again
 * @param updates from the requested position on; cancelling the subscription ends the listening
 */
public record StartedReply(
        Listener listener, String sessionId, String replyId, int promptTokens, Multi<ReplyUpdate> updates) {}
