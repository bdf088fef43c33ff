package de.lopezitwelt.chat.reply.stream;

import java.util.ArrayList;
import java.util.List;

/** The position of one listener. Guarded by the run's lock. */
final class ReplyCursor {
    /** Position of the last update received; negative before the first. */
    long position;
    /** Number of steps up to that position, as far as they have been counted. */
    int steps;
    /** Units of these steps. */
    int unitsOfSteps;

    /** Characters of the arguments received, by call. */
    private final List<Integer> callsTold = new ArrayList<>();

    /** @param after the position of the last update received; negative before the first */
    ReplyCursor(long after) {
        this.position = after;
    }

    /** Characters of the text received. Outside a thought only. */
    int text() {
        return (int) Math.clamp(position - unitsOfSteps, 0, Integer.MAX_VALUE);
    }

    /** Characters of a call's arguments received; -1 for a call of which nothing was sent yet. */
    int toldOf(int call) {
        return call < callsTold.size() ? callsTold.get(call) : -1;
    }

    /** @param call at most one more than the last one told */
    void told(int call, int length) {
        if (call == callsTold.size()) {
            callsTold.add(length);
        } else {
            callsTold.set(call, length);
        }
    }

    void pass(ReplyUpdate.Step step) {
        unitsOfSteps += step.units();
        steps++;
    }
}
