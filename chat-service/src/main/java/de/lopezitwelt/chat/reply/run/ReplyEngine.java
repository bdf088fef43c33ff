package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyRun;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolAnswered;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.chat.title.Titles;
import de.lopezitwelt.chat.turn.command.ReplyStatus;
import de.lopezitwelt.chat.turn.command.TurnCommand.CloseReply;
import de.lopezitwelt.chat.turn.command.TurnOutcome;
import de.lopezitwelt.chat.turn.commit.TurnCommits;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.AgentRuntime;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.Usage;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs replies of this instance from the first word to the commit of the last. */
@ApplicationScoped
public class ReplyEngine {
    private static final Logger LOG = Logger.getLogger(ReplyEngine.class);

    private final RunningReplies running;
    private final HeldTexts texts;
    private final TurnCommits commits;
    private final ReplyCloser closer;
    private final AgentRuntime runtime;
    private final Titles titles;
    private final ReplyConfig config;

    ReplyEngine(
            RunningReplies running,
            HeldTexts texts,
            TurnCommits commits,
            ReplyCloser closer,
            AgentRuntime runtime,
            Titles titles,
            ReplyConfig config) {
        this.running = running;
        this.texts = texts;
        this.commits = commits;
        this.closer = closer;
        this.runtime = runtime;
        this.titles = titles;
        this.config = config;
    }

    public void start(ReplyTask task) {
        running.add(task);
        texts.hold(task.run);
        task.run.whenAbandoned(() -> {
            task.abandoned();
            if (task.unattended == Unattended.STOP) {
                cancel(task);
            }
        });
        ReplyUpstream upstream = new ReplyUpstream(
                () -> task.run.isAhead(texts.window()),
                event -> heard(task, event),
                failure -> failed(task, failure),
                () -> completed(task));
        task.run.whenHeard(upstream::listenersMoved);
        task.upstream(upstream);
        task.prepared.events().subscribe().withSubscriber(upstream);
    }

    /** Reaches the provider at once; what was said is kept and charged. */
    void cancel(ReplyTask task) {
        end(task, ReplyStatus.CANCELLED, FinishReason.CANCELLED.wireName(), null, task.meter.used());
    }

    /** False when this instance is not making that reply of that user. */
    public boolean cancel(String replyId, String userId) {
        ReplyTask task = running.find(replyId);
        if (task == null || !task.userId.equals(userId)) {
            return false;
        }
        cancel(task);
        return true;
    }

    void stopAtLimit(ReplyTask task) {
        end(task, ReplyStatus.COMPLETED, FinishReason.LENGTH.wireName(), null, task.meter.used());
    }

    /** Makes room when the texts in memory have become too many. */
    void relieve() {
        for (ReplyRun run : texts.excess()) {
            ReplyTask task = running.find(run.replyId());
            if (task != null && task.run == run && !task.isClosing()) {
                LOG.warnf("reply %s ends early: too much text is under way", run.replyId());
                stopAtLimit(task);
            } else if (run.ended()) {
                run.dropListeners();
            }
        }
    }

    /** Another instance has taken the reply over: nothing may be written here any more. */
    void lost(ReplyTask task) {
        if (task.beginClosing()) {
            task.stopUpstream();
            running.remove(task);
            task.run.fail(null, ReplyFailure.interrupted());
        }
    }

    private void heard(ReplyTask task, ReplyEvent event) {
        if (task.isClosing()) {
            return;
        }
        task.meter.hear(event);
        switch (event) {
            case ReplyEvent.TextDelta delta -> append(task, delta.text());
            case ReplyEvent.ToolCallRequested requested -> {
                var call = requested.call();
                task.called(
                        task.run.step(position -> new ToolCalled(position, call.id(), call.name(), call.arguments())));
            }
            case ReplyEvent.ToolCallAnswered answered ->
                task.answered(task.run.step(position -> new ToolAnswered(
                        position, answered.callId(), answered.name(), answered.result(), answered.failed())));
            // nothing to show
            case ReplyEvent.ReasoningDelta thought -> {}
            case ReplyEvent.Reasoned thought -> {}
            case ReplyEvent.ModelAsked asked -> {}
            case ReplyEvent.ModelRefused refused -> {}
            case ReplyEvent.Held held -> {}
            case ReplyEvent.ModelAnswered answered -> {}
            case ReplyEvent.Summarised summarised -> {}
            case ReplyEvent.Completed done -> completed(task, done);
        }
    }

    private void append(ReplyTask task, String text) {
        int room = config.maxReplyLength() - task.run.length();
        if (text.length() <= room) {
            task.run.append(text);
            if (texts.grew(text.length())) {
                relieve();
            }
            return;
        }
        int cut = room > 0 && Character.isHighSurrogate(text.charAt(room - 1)) ? room - 1 : room;
        if (cut > 0) {
            task.run.append(text.substring(0, cut));
        }
        stopAtLimit(task);
    }

    private void completed(ReplyTask task, ReplyEvent.Completed done) {
        ReplyUsage usage = ReplyUsage.of(
                done.usage().promptTokens(),
                done.usage().completionTokens(),
                done.usage().estimated());
        Price price = runtime.catalog()
                .find(done.model())
                .map(ModelDefinition::price)
                .orElse(task.prepared.model().price());
        close(
                task,
                new ReplyEnding(
                        ReplyStatus.COMPLETED,
                        done.finishReason().wireName(),
                        usage,
                        price.cost(done.usage()),
                        done.model(),
                        done.provider(),
                        done.offline(),
                        null));
    }

    /** The stream is over; without its last event something went wrong on the way. */
    private void completed(ReplyTask task) {
        failed(task, ModelFailure.of(ModelFailure.Kind.INVALID_RESPONSE));
    }

    private void failed(ReplyTask task, Throwable failure) {
        if (!(failure instanceof ModelFailure) && !task.isClosing()) {
            LOG.errorf(failure, "reply %s failed", task.replyId());
        }
        end(task, ReplyStatus.FAILED, "error", ReplyEnding.failureOf(failure), task.meter.used(failure));
    }

    private void end(
            ReplyTask task, ReplyStatus status, String finishReason, @Nullable ReplyFailure failure, Usage used) {
        ReplyUsage usage = ReplyUsage.of(used.promptTokens(), used.completionTokens(), used.estimated());
        ModelDefinition model = task.prepared.model();
        close(
                task,
                new ReplyEnding(
                        status,
                        finishReason,
                        usage,
                        model.price().cost(used),
                        model.name(),
                        model.provider(),
                        model.offline(),
                        failure));
    }

    private void close(ReplyTask task, ReplyEnding ending) {
        if (!task.beginClosing()) {
            return;
        }
        task.stopUpstream();
        Uni.createFrom()
                .item(() -> closer.close(task, ending))
                .chain(this::commit)
                .subscribe()
                .with(outcome -> closed(task, ending, outcome), failure -> notClosed(task, failure));
    }

    /** Until the database is back or the lease is lost: an answer that was given must not get lost. */
    private Uni<TurnOutcome> commit(CloseReply command) {
        return Uni.createFrom()
                .deferred(() -> commits.submit(command))
                .onFailure(ProblemException.class)
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .expireIn(config.maxDuration().toMillis());
    }

    private void closed(ReplyTask task, ReplyEnding ending, TurnOutcome outcome) {
        running.remove(task);
        texts.hold(task.run);
        if (!(outcome instanceof TurnOutcome.Closed closed)) {
            task.run.fail(null, ReplyFailure.interrupted());
            return;
        }
        if (task.firstExchange != null && ending.status() == ReplyStatus.COMPLETED) {
            titles.make(task.firstExchange, task.run::text);
        }
        MessageView stored = closed.message() == null ? null : MessageView.of(closed.message());
        if (ending.failure() != null) {
            task.run.fail(stored, ending.failure());
        } else {
            task.run.complete(
                    stored,
                    ending.usage(),
                    ending.finishReason(),
                    ending.model(),
                    ending.offline(),
                    task.clientToolCalls());
        }
    }

    private void notClosed(ReplyTask task, Throwable failure) {
        LOG.errorf(failure, "reply %s could not be stored", task.replyId());
        running.remove(task);
        task.run.fail(null, ReplyFailure.interrupted());
    }
}
