package de.lopezitwelt.chat.reply.prepare;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.reply.Unattended;
import de.lopezitwelt.platform.web.idempotency.IdempotencyKey;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.model.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn, whichever API it came through.
 *
 * @param target the session, or what to open one with
 * @param messages what is new, stored in this order; none only when a message that is there is replied to anew
 * @param conversation the whole conversation as the client sees it, the new turn last; null takes it from the session
 * @param options how to answer
 * @param storeText false keeps numbers but no texts
 * @param unattended what becomes of the reply when nobody listens
 */
public record StartReply(
        Caller caller,
        Target target,
        List<NewUserMessage> messages,
        @Nullable List<Turn> conversation,
        Options options,
        boolean storeText,
        Unattended unattended,
        @Nullable IdempotencyKey idempotencyKey) {

    public StartReply {
        messages = List.copyOf(messages);
        if (messages.isEmpty() && !(target instanceof Target.Branching)) {
            throw new IllegalArgumentException("a turn has at least one message");
        }
    }

    StartReply with(List<NewUserMessage> read) {
        return new StartReply(caller, target, read, conversation, options, storeText, unattended, idempotencyKey);
    }

    /** Where a turn belongs. */
    public sealed interface Target {
        /** A session that exists. */
        record Existing(String sessionId) implements Target {}

        /**
         * A session that exists, in a branch that leaves what is there.
         *
         * @param answered the message that is there and replied to anew; null when the turn brings its own
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
     * @param streaming false asks the provider for the answer in one piece
     */
    public record Options(
            @Nullable Integer maxOutputTokens,
            Sampling sampling,
            @Nullable ResponseFormat responseFormat,
            List<ToolDefinition> clientTools,
            ToolChoice toolChoice,
            boolean streaming,
            @Nullable String traceparent) {
        public static final Options DEFAULT =
                new Options(null, Sampling.DEFAULT, null, List.of(), ToolChoice.AUTO, true, null);

        /** The same, asking the provider for the answer in one piece, which is cheaper. */
        public Options inOnePiece() {
            return new Options(maxOutputTokens, sampling, responseFormat, clientTools, toolChoice, false, traceparent);
        }
    }
}
