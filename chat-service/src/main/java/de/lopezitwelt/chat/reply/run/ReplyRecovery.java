package de.lopezitwelt.chat.reply.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.budget.counter.ReservationsJson;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.store.Pricing;
import de.lopezitwelt.chat.reply.store.ReplyRecord;
import de.lopezitwelt.chat.reply.store.ReplyRepository;
import de.lopezitwelt.chat.reply.store.ReplyTextRepository;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.commit.TurnCommits;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.prompt.TokenCounter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Ends replies whose owner died: keeps the checkpointed text as a failed message, settles the reservation for it and frees
 * the session. Every instance does this for all others.
 */
@ApplicationScoped
class ReplyRecovery {
    private static final Logger LOG = Logger.getLogger(ReplyRecovery.class);
    private static final int BATCH = 200;
    private static final int PURGE_BATCH = 1_000;

    private final ReplyRepository replies;
    private final ReplyTextRepository texts;
    private final ReplyCloser closer;
    private final TurnCommits commits;
    private final AgentRuntime runtime;
    private final ObjectMapper json;
    private final ReplyConfig config;
    private final Clock clock;

    ReplyRecovery(
            ReplyRepository replies,
            ReplyTextRepository texts,
            ReplyCloser closer,
            TurnCommits commits,
            AgentRuntime runtime,
            ObjectMapper json,
            ReplyConfig config,
            Clock clock) {
        this.replies = replies;
        this.texts = texts;
        this.closer = closer;
        this.commits = commits;
        this.runtime = runtime;
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    Uni<Void> recover() {
        return replies.findAbandoned(BATCH)
                .onItem()
                .transformToMulti(found -> Multi.createFrom().iterable(found))
                .onItem()
                .transformToUniAndMerge(this::recover)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    Uni<Void> purge() {
        return replies.purge(config.keep(), PURGE_BATCH).replaceWithVoid();
    }

    private Uni<Void> recover(ReplyRecord reply) {
        return replies.takeOver(reply)
                .chain(ours -> ours
                        ? texts.find(reply.id()).chain(text -> end(reply, text, reply.epoch() + 1))
                        : Uni.createFrom().voidItem())
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("reply %s could not be recovered yet: %s", reply.id(), failure.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> end(ReplyRecord reply, String text, int epoch) {
        ReplyUsage usage = text.isEmpty()
                ? ReplyUsage.of(0, 0, true)
                : ReplyUsage.of(reply.promptTokens(), TokenCounter.estimate(text), true);
        var model = runtime.catalog().find(reply.model());
        ReplyEnding ending = new ReplyEnding(
                ReplyStatus.FAILED,
                "error",
                usage,
                Pricing.read(reply.pricing()),
                reply.model(),
                model.map(found -> found.provider()).orElse(null),
                model.map(found -> found.offline()).orElse(false),
                ReplyFailure.interrupted(),
                null);
        long millis = Duration.between(reply.createdAt(), clock.instant()).toMillis();
        ReplyToClose unfinished =
                ReplyToClose.of(reply, epoch, millis, reservations(reply), ReplyToClose.Content.stored(text));
        LOG.infof("reply %s of a dead instance ends as failed", reply.id());
        return commits.submit(closer.close(unfinished, ending))
                .onFailure(failure -> !(failure instanceof ProblemException))
                .recoverWithUni(refused -> {
                    LOG.errorf(refused, "the text of reply %s cannot be stored", reply.id());
                    return commits.submit(closer.close(unfinished.withoutText(), ending));
                })
                .replaceWithVoid();
    }

    private List<Reservation> reservations(ReplyRecord reply) {
        try {
            return reply.reservations() == null
                    ? List.of()
                    : ReservationsJson.read(json.readTree(reply.reservations()));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a reply holds broken reservations", broken);
        }
    }
}
