package de.lopezitwelt.chat.reply.run;

import de.lopezitwelt.chat.budget.counter.Reservation;
import de.lopezitwelt.chat.reply.ResentHistory;
import de.lopezitwelt.chat.reply.store.ReplyRecord;
import de.lopezitwelt.chat.reply.store.StoredThought;
import de.lopezitwelt.chat.reply.store.ToolStep;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.turn.command.OriginJson;
import de.lopezitwelt.chat.turn.command.ReplyStep;
import de.lopezitwelt.chat.turn.commit.ReplyOwner;
import de.lopezitwelt.chat.usage.CallTimes;
import de.lopezitwelt.contracts.reply.ReplyOrigin;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reply that is to be closed now, by the instance that made it or by one that recovers it.
 *
 * @param epoch of the lease under which it is closed
 * @param storeText false to store numbers but no texts
 * @param millis how long it ran
 * @param origin for whom it was made, and what asked for it
 * @param asked catalog name of the model that was to answer
 * @param times since its request arrived
 * @param reservations the budget amounts that are reserved for it
 * @param history finds its session again; null when the client does not send whole conversations
 */
record ReplyToClose(
        String replyId,
        String sessionId,
        String userId,
        int epoch,
        int agentVersion,
        boolean storeText,
        long millis,
        ReplyOrigin origin,
        String asked,
        CallTimes times,
        List<Reservation> reservations,
        @Nullable ResentHistory history,
        Content content) {

    /**
     * What the reply consists of.
     *
     * @param toolCalls calls that the client answers itself
     * @param reasoning what the provider needs back with these calls
     * @param toolSteps calls that tools answered
     * @param thoughts what the model thought
     * @param newSteps steps that are not stored yet
     * @param textStored whether parts of the text may be stored already
     * @param withoutImages whether its prompt left out images of earlier messages
     * @param again whether it regenerates an answer
     */
    record Content(
            String text,
            List<ToolCalled> toolCalls,
            @Nullable Reasoning reasoning,
            List<ToolStep> toolSteps,
            List<StoredThought> thoughts,
            List<ReplyStep> newSteps,
            boolean textStored,
            boolean withoutImages,
            boolean again) {
        /** The stored part of a reply whose owner died. */
        static Content stored(String text) {
            return new Content(text, List.of(), null, List.of(), List.of(), List.of(), true, false, false);
        }

        boolean isSilent() {
            return text.isEmpty() && toolCalls.isEmpty();
        }
    }

    /** A reply that this instance made. */
    static ReplyToClose of(ReplyTask task) {
        return new ReplyToClose(
                task.replyId(),
                task.sessionId,
                task.userId,
                ReplyOwner.FIRST_EPOCH,
                task.agentVersion,
                task.storing.texts(),
                task.processingMillis(),
                task.origin,
                task.prepared.model().name(),
                task.watch.times(),
                task.reservations,
                task.history,
                new Content(
                        task.run.text(),
                        task.clientToolCalls(),
                        task.reasoningOfClientCalls(),
                        task.toolSteps(),
                        StoredThought.of(task.run.stepsFrom(0)),
                        task.newSteps(),
                        task.isTextStored(),
                        task.leavesOutImages(),
                        task.again));
    }

    /** A reply whose owner died. @param epoch of the lease of the instance that recovers it */
    static ReplyToClose of(ReplyRecord reply, int epoch, long millis, List<Reservation> reservations, Content content) {
        return new ReplyToClose(
                reply.id(),
                reply.sessionId(),
                reply.userId(),
                epoch,
                reply.agentVersion(),
                reply.storeText(),
                millis,
                originOf(reply),
                reply.model(),
                CallTimes.lasting(millis),
                reservations,
                null,
                content);
    }

    /** Replies that the version before began have none; of their agent's id and their key nobody knows any more. */
    private static ReplyOrigin originOf(ReplyRecord reply) {
        return reply.origin() == null
                ? new ReplyOrigin(
                        reply.id(),
                        reply.sessionId(),
                        reply.userId(),
                        null,
                        null,
                        null,
                        null,
                        (long) reply.agentVersion(),
                        ReplySource.APP)
                : OriginJson.read(reply.origin());
    }

    /** The same reply without its text, used when the text cannot be stored. */
    ReplyToClose withoutText() {
        return new ReplyToClose(
                replyId,
                sessionId,
                userId,
                epoch,
                agentVersion,
                storeText,
                millis,
                origin,
                asked,
                times,
                reservations,
                null,
                Content.stored(""));
    }
}
