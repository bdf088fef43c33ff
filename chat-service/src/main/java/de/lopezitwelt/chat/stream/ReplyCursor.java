package de.lopezitwelt.chat.stream;

/** How far one listener has heard. Used under the run's lock. */
final class ReplyCursor {
    boolean created;
    int text;
    int step;
    boolean end;

    /** @param after the last position heard; negative for nothing yet */
    ReplyCursor(long after) {
        this.created = after >= 0;
        this.text = (int) Math.max(0, Math.min(after, Integer.MAX_VALUE));
    }
}
