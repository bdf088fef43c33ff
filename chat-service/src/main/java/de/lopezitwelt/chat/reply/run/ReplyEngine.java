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
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs the replies of this instance, from the first event of the model to the commit of the end. */
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
                event -> onEvent(task, event),
                failure -> onFailure(task, failure),
                () -> onEndOfStream(task));
        task.run.whenListenersMove(upstream::listenersMoved);
        task.upstream(upstream);
        task.prepared.events().subscribe().withSubscriber(upstream);
    }

    /** Cancels the request at the provider at once. The text so far is kept and charged. */
    void cancel(ReplyTask task) {
        end(task, ReplyStatus.CANCELLED, FinishReason.CANCELLED.wireName(), null, task.meter.used());
    }

    /** Cancels the user's reply. False when this instance is not making it. */
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

    /** The instance stops and cannot wait any longer. The text so far is kept and charged. */
    void interrupt(ReplyTask task) {
        end(task, ReplyStatus.FAILED, "error", ReplyFailure.interrupted(), task.meter.used());
    }

    /** Ends replies, or drops their listeners, when the texts in memory exceed their limit. */
    void freeMemory() {
        for (ReplyRun run : texts.excess()) {
            ReplyTask task = running.find(run.replyId());
            if (task != null && task.run == run && !task.isClosing()) {
                LOG.warnf("reply %s ends early: too much text is in memory", run.replyId());
                stopAtLimit(task);
            } else if (run.ended()) {
                run.dropListeners();
            }
        }
    }

    /** Another instance has taken the reply over, so this one must not write it any more. */
    void lost(ReplyTask task) {
        if (task.beginClosing()) {
            task.stopUpstream();
            running.remove(task);
            task.run.fail(null, ReplyFailure.interrupted());
        }
    }

    private void onEvent(ReplyTask task, ReplyEvent event) {
        if (task.isClosing()) {
            return;
        }
        task.meter.count(event);
        task.watch.see(event);
        switch (event) {
            case ReplyEvent.TextDelta delta -> {
                if (delta.refusal()) {
                    task.run.refuse();
                }
                append(task, delta.text());
            }
            case ReplyEvent.ToolCallRequested requested -> {
                var call = requested.call();
                task.called(task.run.step(
                        position -> new ToolCalled(position, call.id(), call.name(), call.arguments(), call.extra())));
            }
            case ReplyEvent.ToolCallAnswered answered ->
                task.answered(task.run.step(position -> new ToolAnswered(
                        position, answered.callId(), answered.name(), answered.result(), answered.failed())));
            case ReplyEvent.ReasoningDelta thought -> think(task, thought.text());
            case ReplyEvent.Reasoned thought -> task.reasoned(thought.reasoning());
            case ReplyEvent.ModelAsked asked -> task.reasoned(null);
            case ReplyEvent.ImagesLeftOut images -> task.imagesLeftOut();
            case ReplyEvent.ToolCallPiece piece ->
                task.run.calling(piece.index(), piece.id(), piece.name(), piece.arguments());
            // not shown to listeners
            case ReplyEvent.ModelRefused refused -> {}
            case ReplyEvent.Held held -> {}
            case ReplyEvent.ModelAnswered answered -> {}
            case ReplyEvent.Summarised summarised -> {}
            case ReplyEvent.Completed done -> onCompleted(task, done);
        }
    }

    private void append(ReplyTask task, String text) {
        grow(task, text, task.run::append);
    }

    private void think(ReplyTask task, String thought) {
        grow(task, thought, task.run::think);
    }

    /** Thoughts count towards the same limit as the text: both are kept in memory. */
    private void grow(ReplyTask task, String more, Consumer<String> add) {
        int room = config.maxReplyLength() - task.run.size();
        if (more.length() <= room) {
            add.accept(more);
            if (texts.addAndCheck(more.length())) {
                freeMemory();
            }
            return;
        }
        int cut = room > 0 && Character.isHighSurrogate(more.charAt(room - 1)) ? room - 1 : room;
        if (cut > 0) {
            add.accept(more.substring(0, cut));
        }
        stopAtLimit(task);
    }

    private void onCompleted(ReplyTask task, ReplyEvent.Completed done) {
        ReplyUsage usage = ReplyUsage.of(done.usage());
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
                        price,
                        done.model(),
                        done.provider(),
                        done.offline(),
                        null,
                        done.stopSequence()));
    }

    /** The stream has ended. Without a completed event before it, the reply has failed. */
    private void onEndOfStream(ReplyTask task) {
        onFailure(task, ModelFailure.of(ModelFailure.Kind.INVALID_RESPONSE));
    }

    private void onFailure(ReplyTask task, Throwable failure) {
        if (!(failure instanceof ModelFailure) && !task.isClosing()) {
            LOG.errorf(failure, "reply %s failed", task.replyId());
        }
        end(
                task,
                ReplyStatus.FAILED,
                "error",
                ReplyEnding.failureOf(failure, task.isSilent()),
                task.meter.used(failure));
    }

    private void end(
            ReplyTask task, ReplyStatus status, String finishReason, @Nullable ReplyFailure failure, Usage used) {
        ReplyUsage usage = ReplyUsage.of(used);
        ModelDefinition model = task.prepared.model();
        close(
                task,
                new ReplyEnding(
                        status,
                        finishReason,
                        usage,
                        model.price(),
                        model.name(),
                        model.provider(),
                        model.offline(),
                        failure,
                        null));
    }

    private void close(ReplyTask task, ReplyEnding ending) {
        if (!task.beginClosing()) {
            return;
        }
        task.stopUpstream();
        Uni.createFrom()
                .item(() -> closer.close(ReplyToClose.of(task), ending))
                .chain(this::commit)
                .subscribe()
                .with(outcome -> onClosed(task, ending, outcome), failure -> onCloseFailed(task, failure));
    }

    /** Retries until the database is back or the lease is lost: an answer that a client has read must not be lost. */
    private Uni<TurnOutcome> commit(CloseReply command) {
        return Uni.createFrom()
                .deferred(() -> commits.submit(command))
                .onFailure(ProblemException.class)
                .retry()
                .withBackOff(Duration.ofMillis(100), Duration.ofSeconds(1))
                .expireIn(config.maxDuration().toMillis());
    }

    private void onClosed(ReplyTask task, ReplyEnding ending, TurnOutcome outcome) {
        running.remove(task);
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
                    task.clientToolCalls(),
                    task.reasoningOfClientCalls(),
                    ending.stopSequence());
        }
    }

    private void onCloseFailed(ReplyTask task, Throwable failure) {
        LOG.errorf(failure, "reply %s could not be stored", task.replyId());
        running.remove(task);
        task.run.fail(null, ReplyFailure.interrupted());
    }
}
