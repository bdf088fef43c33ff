package de.lopezitwelt.chat.reply.stream;

/** How far one listener has heard. Used under the run's lock. */
final class ReplyCursor {
    /** Of the last update heard; negative for none yet. */
    long position;
    /** Steps up to there, as far as they have been looked for. */
    int steps;

    /** @param after the position of the last update heard; negative for none yet */
    ReplyCursor(long after) {
        this.position = after;
    }

    /** Characters heard. */
    int text() {
        return (int) Math.clamp(position - steps, 0, Integer.MAX_VALUE);
    }
}
