package de.lopezitwelt.chat.title;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;

/** Runs a limited number of tasks at a time, lets a limited number wait, and refuses more. The tasks never fail. */
final class FewAtATime {
    private final int running;
    private final int waiting;
    private final Queue<Supplier<Uni<Void>>> queue = new ArrayDeque<>();
    private int active;

    FewAtATime(int running, int waiting) {
        this.running = running;
        this.waiting = waiting;
    }

    /** False when too many wait; the task is then never run. */
    boolean submit(Supplier<Uni<Void>> work) {
        synchronized (this) {
            if (active >= running) {
                return queue.size() < waiting && queue.add(work);
            }
            active++;
        }
        run(work);
        return true;
    }

    private void run(Supplier<Uni<Void>> work) {
        work.get().subscribe().with(done -> next(), failure -> next());
    }

    private void next() {
        Supplier<Uni<Void>> waited;
        synchronized (this) {
            waited = queue.poll();
            if (waited == null) {
                active--;
                return;
            }
        }
        run(waited);
    }
}
