package de.lopezitwelt.chat.reply.stream;

/** The position of one listener. Guarded by the run's lock. */
final class ReplyCursor {
    /** Position of the last update received; negative before the first. */
    long position;
    /** Number of steps up to that position, as far as they have been counted. */
    int steps;

    /** @param after the position of the last update received; negative before the first */
    ReplyCursor(long after) {
        this.position = after;
    }

    /** Characters received. */
    int text() {
        return (int) Math.clamp(position - steps, 0, Integer.MAX_VALUE);
    }
}
