package de.lopezitwelt.chat.turn.commit;

import java.time.Duration;

/**
 * This process as the owner of replies.
 *
 * @param instance new with every start, so that a restarted process does not take its predecessor's replies for its own
 * @param url where other instances reach this one
 * @param lease how long a reply stays ours without a renewal
 */
public record ReplyOwner(String instance, String url, Duration lease) {
    /** The lease epoch of the instance that starts a reply. One that takes the reply over only closes it, never continues it. */
    public static final int FIRST_EPOCH = 1;
}
