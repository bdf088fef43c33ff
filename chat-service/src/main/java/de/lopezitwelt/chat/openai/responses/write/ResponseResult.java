package de.lopezitwelt.chat.openai.responses.write;

import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.chat.reply.store.StoredThought;
import de.lopezitwelt.chat.reply.stream.EmptyReply;
import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The state of a response.
 *
 * @param status OpenAI's: in_progress, completed, incomplete, cancelled or failed
 * @param refusal whether the text says why there is no answer
 * @param reasoning what the provider needs back with the calls
 * @param incompleteReason why the text ends early; null unless incomplete
 * @param detail why the reply says nothing; null when it has text or calls
 */
public record ResponseResult(
        String status,
        Said said,
        boolean refusal,
        List<ToolCalled> calls,
        @Nullable Reasoning reasoning,
        @Nullable ReplyUsage usage,
        @Nullable String incompleteReason,
        @Nullable ReplyFailure failure,
        @Nullable String model,
        boolean offline,
        @Nullable String detail) {
    public static final ResponseResult IN_PROGRESS = new ResponseResult(
            "in_progress", Said.NOTHING, false, List.of(), null, null, null, null, null, false, null);

    public static ResponseResult of(Completed done, Said said) {
        return ended(
                done.finishReason(),
                said,
                done.clientToolCalls(),
                done.reasoning(),
                done.usage(),
                done.model(),
                done.offline(),
                done.detail());
    }

    /**
     * A stored answer.
     *
     * @param ended why it ended; null when that is not known
     */
    public static ResponseResult stored(ReplyMetadata metadata, String text, @Nullable String ended) {
        String finishReason = Objects.requireNonNullElse(ended, "stop");
        boolean silent = text.isEmpty() && metadata.toolCalls().isEmpty();
        return ended(
                finishReason,
                said(metadata, text),
                metadata.toolCalls(),
                metadata.reasoning(),
                metadata.usage(),
                metadata.model(),
                metadata.offline(),
                silent
                        ? EmptyReply.why(
                                finishReason,
                                !metadata.thoughts().isEmpty(),
                                !metadata.toolSteps().isEmpty())
                        : null);
    }

    /** What a stored answer says. */
    public static Said said(ReplyMetadata metadata, String text) {
        return new Said(
                thoughts(metadata, thought -> thought.at() == 0),
                text,
                thoughts(metadata, thought -> thought.at() > 0));
    }

    private static String thoughts(ReplyMetadata metadata, Predicate<StoredThought> which) {
        return metadata.thoughts().stream()
                .filter(which)
                .map(StoredThought::text)
                .collect(Collectors.joining());
    }

    private static ResponseResult ended(
            String finishReason,
            Said said,
            List<ToolCalled> calls,
            @Nullable Reasoning reasoning,
            ReplyUsage usage,
            @Nullable String model,
            boolean offline,
            @Nullable String detail) {
        String reason = switch (finishReason) {
            case "length" -> "max_output_tokens";
            case "content_filter" -> "content_filter";
            default -> null;
        };
        boolean refusal = finishReason.equals(FinishReason.REFUSAL.wireName());
        String status = reason != null ? "incomplete" : finishReason.equals("cancelled") ? "cancelled" : "completed";
        return new ResponseResult(status, said, refusal, calls, reasoning, usage, reason, null, model, offline, detail);
    }

    public static ResponseResult failed(ReplyFailure failure, Said said) {
        return new ResponseResult("failed", said, false, List.of(), null, null, null, failure, null, false, null);
    }
}
