package de.lopezitwelt.chat.reply.stream;

/** The position of one listener. Guarded by the run's lock. */
final class ReplyCursor {
    /** Position of the last update received; negative before the first. */
    long position;
    /** Number of steps up to that position, as far as they have been counted. */
    int steps;
    /** Units of these steps. */
    int unitsOfSteps;

    /** @param after the position of the last update received; negative before the first */
    ReplyCursor(long after) {
        this.position = after;
    }

    /** Characters of the text received. Outside a thought only. */
    int text() {
        return (int) Math.clamp(position - unitsOfSteps, 0, Integer.MAX_VALUE);
    }

    void pass(ReplyUpdate.Step step) {
        unitsOfSteps += step.units();
        steps++;
    }
}
