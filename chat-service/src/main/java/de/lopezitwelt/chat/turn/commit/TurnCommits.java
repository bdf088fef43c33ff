package de.lopezitwelt.chat.turn.commit;

import de.lopezitwelt.chat.turn.command.TurnCommand;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.platform.persistence.groupcommit.GroupCommit;
import de.lopezitwelt.platform.persistence.groupcommit.GroupCommitLimits;
import de.lopezitwelt.platform.persistence.groupcommit.QueueFullException;
import de.lopezitwelt.platform.persistence.groupcommit.TransientFailure;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Takes commands of turns, which are committed together. A user's sessions and counters are never in two transactions
 * at a time.
 */
@ApplicationScoped
public class TurnCommits {
    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final GroupCommit<TurnCommand, TurnOutcome> commits;
    private final Duration patience;

    TurnCommits(TurnWriter writer, TurnConfig config, MeterRegistry metrics) {
        GroupCommitLimits limits = new GroupCommitLimits(
                config.lanes(),
                config.batchSize(),
                config.overtakeAfter(),
                config.queueSize(),
                config.retries(),
                config.retryDelay());
        this.commits = new GroupCommit<>(limits, writer, TransientFailure::is);
        this.patience = config.patience();
        metrics.gauge("lopez_turn_commit_depth", commits, GroupCommit::depth);
    }

    /**
     * Emits the outcome after the commit. Fails with 503 when too many commands are waiting or the database does not
     * answer; the command may then still be committed.
     */
    public Uni<TurnOutcome> commit(TurnCommand command) {
        return submit(command)
                .ifNoItem()
                .after(patience)
                .failWith(() -> ProblemException.unavailable("The database does not answer", RETRY_AFTER));
    }

    /** As {@link #commit}, but waits without a limit. */
    public Uni<TurnOutcome> submit(TurnCommand command) {
        return commits.submit(command.userId(), command)
                .onFailure(QueueFullException.class)
                .transform(full -> ProblemException.unavailable("Too many messages are waiting", RETRY_AFTER))
                .onFailure(TransientFailure::is)
                .transform(away -> ProblemException.unavailable("The database does not answer", RETRY_AFTER));
    }
}
