package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.ResentHistory;
import de.lopezitwelt.chat.reply.Storing;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.contracts.reply.ReplySource;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a reply, from any API.
 *
 * @param target the session, or the data of a new one
 * @param messages new messages, stored in this order; empty only when an existing message is answered again
 * @param conversation the whole conversation as the client sends it, the new messages last; null reads it from the session
 * @param history hashes of the conversation that the client resends, which find its session; null for other requests
 * @param options what the caller wants differently from the agent's configuration
 * @param storing what is kept of the turn
 * @param unattended what becomes of the reply when nobody listens
 * @param source which API it came by
 * @param arrivedNanos {@link System#nanoTime} when it came
 */
public record TurnRequest(
        Caller caller,
        Target target,
        List<NewUserMessage> messages,
        @Nullable List<PromptMessage> conversation,
        @Nullable ResentHistory history,
        Options options,
        Storing storing,
        Unattended unattended,
        @Nullable IdempotencyKey idempotencyKey,
        ReplySource source,
        long arrivedNanos) {

    public TurnRequest {
        messages = List.copyOf(messages);
        if (messages.isEmpty() && !(target instanceof Target.Branching)) {
            throw new IllegalArgumentException("a turn has at least one message");
        }
    }

    /** A turn that has come just now. */
    public TurnRequest(
            Caller caller,
            Target target,
            List<NewUserMessage> messages,
            @Nullable List<PromptMessage> conversation,
            @Nullable ResentHistory history,
            Options options,
            Storing storing,
            Unattended unattended,
            @Nullable IdempotencyKey idempotencyKey,
            ReplySource source) {
        this(
                caller,
                target,
                messages,
                conversation,
                history,
                options,
                storing,
                unattended,
                idempotencyKey,
                source,
                System.nanoTime());
    }

    /** A turn that came by our own API. */
    public TurnRequest(
            Caller caller,
            Target target,
            List<NewUserMessage> messages,
            @Nullable List<PromptMessage> conversation,
            Options options,
            Storing storing,
            Unattended unattended,
            @Nullable IdempotencyKey idempotencyKey) {
        this(
                caller,
                target,
                messages,
                conversation,
                null,
                options,
                storing,
                unattended,
                idempotencyKey,
                ReplySource.APP);
    }

    /** The same turn in another session. */
    public TurnRequest in(Target other) {
        return new TurnRequest(
                caller,
                other,
                messages,
                conversation,
                history,
                options,
                storing,
                unattended,
                idempotencyKey,
                source,
                arrivedNanos);
    }

    /** The hash that the conversation of an existing session must have; null when any conversation will do. */
    public @Nullable String continues() {
        return history == null || !(target instanceof Target.Existing) ? null : history.before();
    }

    TurnRequest with(List<NewUserMessage> read) {
        return new TurnRequest(
                caller,
                target,
                read,
                conversation,
                history,
                options,
                storing,
                unattended,
                idempotencyKey,
                source,
                arrivedNanos);
    }

    /** The session of a turn. */
    public sealed interface Target {
        /**
         * An existing session.
         *
         * @param agentId the agent that the session gets with this turn; null when it has one
         */
        record Existing(String sessionId, @Nullable String agentId) implements Target {
            public Existing(String sessionId) {
                this(sessionId, null);
            }
        }

        /**
         * An existing session, in a new branch.
         *
         * @param answered the existing message that is answered again; null when the turn has a message of its own
         */
        record Branching(
                String sessionId, Fork fork, @Nullable MessageView answered) implements Target {}

        /** A session that the turn opens. @param metadata JSON text */
        record New(
                String agentId,
                @Nullable String organizationId,
                @Nullable String title,
                @Nullable String metadata) implements Target {}
    }

    /**
     * What the caller wants differently from the agent's configuration.
     *
     * @param streaming false lets the provider answer in one piece
     */
    public record Options(
            @Nullable Integer maxOutputTokens,
            Sampling sampling,
            @Nullable ResponseFormat responseFormat,
            List<ToolDefinition> clientTools,
            ToolChoice toolChoice,
            boolean streaming,
            @Nullable String traceparent) {
        /** Nothing differs; the provider streams its answer. */
        public static final Options STREAMED = asConfigured(true);

        /** Nothing differs; the provider answers in one piece, which is cheaper. */
        public static final Options IN_ONE_PIECE = asConfigured(false);

        private static Options asConfigured(boolean streaming) {
            return new Options(null, Sampling.DEFAULT, null, List.of(), ToolChoice.AUTO, streaming, null);
        }
    }
}
