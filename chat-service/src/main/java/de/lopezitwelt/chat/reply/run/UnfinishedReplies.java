package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.platform.web.drain.Unfinished;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** The replies that this instance makes. */
@ApplicationScoped
class UnfinishedReplies implements Unfinished {
    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final RunningReplies running;
    private final ReplyEngine engine;

    UnfinishedReplies(RunningReplies running, ReplyEngine engine) {
        this.running = running;
        this.engine = engine;
    }

    @Override
    public int left() {
        return running.size();
    }

    /** Ends them now: another instance would do so only when their leases run out. */
    @Override
    public Uni<Void> giveUp() {
        running.all().forEach(engine::interrupt);
        return Uni.createFrom()
                .item(() -> running.size() == 0)
                .onItem()
                .delayIt()
                .by(LOOK_EVERY)
                .repeat()
                .until(done -> done)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
