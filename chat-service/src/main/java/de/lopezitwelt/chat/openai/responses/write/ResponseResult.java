package de.lopezitwelt.chat.openai.responses.write;

import de.lopezitwelt.chat.reply.stream.ReplyFailure;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state of a response.
 *
 * @param status OpenAI's: in_progress, completed, incomplete, cancelled or failed
 * @param reasoning what the provider needs back with the calls
 * @param incompleteReason why the text ends early; null unless incomplete
 * @param detail why the reply says nothing; null when it has text or calls
 */
public record ResponseResult(
        String status,
        Said said,
        List<ToolCalled> calls,
        @Nullable Reasoning reasoning,
        @Nullable ReplyUsage usage,
        @Nullable String incompleteReason,
        @Nullable ReplyFailure failure,
        @Nullable String model,
        boolean offline,
        @Nullable String detail) {
    public static final ResponseResult IN_PROGRESS =
            new ResponseResult("in_progress", Said.NOTHING, List.of(), null, null, null, null, null, false, null);

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

    public static ResponseResult ended(
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
        String status = reason != null ? "incomplete" : finishReason.equals("cancelled") ? "cancelled" : "completed";
        return new ResponseResult(status, said, calls, reasoning, usage, reason, null, model, offline, detail);
    }

    public static ResponseResult failed(ReplyFailure failure, Said said) {
        return new ResponseResult("failed", said, List.of(), null, null, null, failure, null, false, null);
    }
}
