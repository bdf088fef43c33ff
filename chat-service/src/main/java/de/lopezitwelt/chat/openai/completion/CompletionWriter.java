package de.lopezitwelt.chat.openai.completion;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import de.lopezitwelt.chat.openai.CustomTool;
import de.lopezitwelt.chat.openai.ProviderState;
import de.lopezitwelt.chat.reply.listen.StartedReply;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Calling;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.chat.reply.stream.ReplyUsage;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Writes completions and chunks as JSON text, by hand, because each chunk of a stream repeats the same head and this is a
 * hot path. {@code session_id} and {@code lopez} are additions to OpenAI's fields.
 */
final class CompletionWriter {
    private static final JsonStringEncoder JSON = JsonStringEncoder.getInstance();
    private static final int MARGIN = 160;
    private static final int UNTOLD = -1;

    private final String head;
    private final boolean usageExpected;
    private final Set<String> customTools;
    private boolean roleSaid;
    /** Characters of the arguments that were said, by call; {@link #UNTOLD} for a call of which nothing was said. */
    private final List<Integer> argumentsTold = new ArrayList<>();

    /** @param customTools names of the client's tools that take a text */
    CompletionWriter(
            StartedReply reply, String model, boolean streaming, boolean includeUsage, Set<String> customTools) {
        StringBuilder json = new StringBuilder(256);
        json.append("{\"id\":\"chatcmpl-").append(reply.replyId());
        json.append(streaming ? "\",\"object\":\"chat.completion.chunk\"" : "\",\"object\":\"chat.completion\"");
        json.append(",\"created\":").append(IdGenerator.timeOf(reply.replyId()).getEpochSecond());
        json.append(",\"model\":");
        string(json, model);
        json.append(",\"session_id\":\"").append(reply.sessionId()).append('"');
        this.head = json.toString();
        this.usageExpected = streaming && includeUsage;
        this.customTools = customTools;
    }

    String delta(String text) {
        return delta("\"content\":", text);
    }

    /** Why the model does not answer. */
    String refusal(String text) {
        return delta("\"refusal\":", text);
    }

    /** What the model thinks, in the field that DeepSeek introduced and most clients read. */
    String thought(String text) {
        return delta("\"reasoning_content\":", text);
    }

    private String delta(String field, String text) {
        StringBuilder json = chunk(text.length());
        json.append(field);
        string(json, text);
        return closed(json, null, null);
    }

    /**
     * More of a call: first its id and name, then its arguments as they come. Nothing of a custom tool's call: its text is
     * known when its arguments are whole.
     */
    String calling(Calling piece) {
        StringBuilder chunks = new StringBuilder();
        if (customTools.contains(piece.name())) {
            if (piece.index() == argumentsTold.size()) {
                argumentsTold.add(UNTOLD);
            }
            return "";
        }
        if (piece.index() == argumentsTold.size()) {
            argumentsTold.add(0);
            StringBuilder json = chunk(0).append("\"tool_calls\":[");
            call(json, piece.index(), piece.callId(), piece.name(), "");
            chunks.append(closed(json.append("}]"), null, null));
        }
        if (!piece.arguments().isEmpty()) {
            argumentsTold.set(
                    piece.index(),
                    argumentsTold.get(piece.index()) + piece.arguments().length());
            StringBuilder json = chunk(piece.arguments().length()).append("\"tool_calls\":[");
            arguments(json, piece.index(), piece.arguments());
            chunks.append(closed(json.append("}]"), null, null));
        }
        return chunks.toString();
    }

    /** The last chunks of a stream, {@code [DONE]} included. */
    String end(Completed done) {
        StringBuilder json = chunk(0);
        if (!done.clientToolCalls().isEmpty()) {
            restOfCalls(json, done.clientToolCalls());
            details(json, done);
        }
        if (json.charAt(json.length() - 1) == ',') {
            json.setLength(json.length() - 1);
        }
        StringBuilder end = new StringBuilder(closed(json, finishReason(done), done));
        if (usageExpected) {
            end.append("data: ").append(head).append(",\"choices\":[],");
            usage(end, done.usage());
            end.append("}\n\n");
        }
        return end.append("data: [DONE]\n\n").toString();
    }

    /** A completion in one piece. @param thoughts empty when nothing is known of them */
    String whole(String text, String thoughts, Completed done) {
        boolean refusal = done.finishReason().equals(FinishReason.REFUSAL.wireName());
        boolean onlyCalls = text.isEmpty() && !done.clientToolCalls().isEmpty();
        StringBuilder json = new StringBuilder(head.length() + text.length() + thoughts.length() + 2 * MARGIN);
        json.append(head).append(",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":");
        if (onlyCalls || refusal) {
            json.append("null");
        } else {
            string(json, text);
        }
        json.append(",\"refusal\":");
        if (refusal) {
            string(json, text);
        } else {
            json.append("null");
        }
        if (!thoughts.isEmpty()) {
            json.append(",\"reasoning_content\":");
            string(json, thoughts);
        }
        if (!done.clientToolCalls().isEmpty()) {
            json.append(",\"tool_calls\":");
            toolCalls(json, done.clientToolCalls());
            json.append(',');
            details(json, done);
            json.setLength(json.length() - 1);
        }
        json.append("},\"logprobs\":null,\"finish_reason\":\"")
                .append(finishReason(done))
                .append("\"}],");
        usage(json, done.usage());
        lopez(json, done);
        return json.append('}').toString();
    }

    private StringBuilder chunk(int textLength) {
        StringBuilder json = new StringBuilder(head.length() + textLength + MARGIN);
        json.append("data: ").append(head).append(",\"choices\":[{\"index\":0,\"delta\":{");
        if (!roleSaid) {
            roleSaid = true;
            json.append("\"role\":\"assistant\",");
        }
        return json;
    }

    private String closed(
            StringBuilder json,
            @org.jspecify.annotations.Nullable String finishReason,
            @org.jspecify.annotations.Nullable Completed done) {
        json.append("},\"logprobs\":null,\"finish_reason\":");
        if (finishReason == null) {
            json.append("null}]");
        } else {
            json.append('"').append(finishReason).append("\"}]");
        }
        if (usageExpected) {
            json.append(",\"usage\":null");
        }
        if (done != null) {
            lopez(json, done);
        }
        return json.append("}\n\n").toString();
    }

    private void toolCalls(StringBuilder json, List<ToolCalled> calls) {
        json.append('[');
        for (ToolCalled call : calls) {
            call(separated(json), -1, call.callId(), call.name(), call.arguments());
            extra(json, call);
            json.append('}');
        }
        json.append(']');
    }

    /** What the earlier chunks have not said of the calls; nothing when they have said all. */
    private void restOfCalls(StringBuilder json, List<ToolCalled> calls) {
        int before = json.length();
        json.append("\"tool_calls\":[");
        int start = json.length();
        for (int i = 0; i < calls.size(); i++) {
            ToolCalled call = calls.get(i);
            if (i >= argumentsTold.size() || argumentsTold.get(i) == UNTOLD) {
                call(separated(json), i, call.callId(), call.name(), call.arguments());
            } else if (call.extra() != null
                    || argumentsTold.get(i) < call.arguments().length()) {
                int told = Math.min(argumentsTold.get(i), call.arguments().length());
                arguments(separated(json), i, call.arguments().substring(told));
            } else {
                continue;
            }
            extra(json, call);
            json.append('}');
        }
        if (json.length() == start) {
            json.setLength(before);
        } else {
            json.append("],");
        }
    }

    /** A comma where a value stands before. */
    private static StringBuilder separated(StringBuilder json) {
        return json.charAt(json.length() - 1) == '[' ? json : json.append(',');
    }

    /** A call without its closing brace. @param index negative for none */
    private void call(StringBuilder json, int index, String id, String name, String arguments) {
        json.append('{');
        if (index >= 0) {
            json.append("\"index\":").append(index).append(',');
        }
        json.append("\"id\":");
        string(json, id);
        boolean custom = customTools.contains(name);
        json.append(
                custom
                        ? ",\"type\":\"custom\",\"custom\":{\"name\":"
                        : ",\"type\":\"function\",\"function\":{\"name\":");
        string(json, name);
        json.append(custom ? ",\"input\":" : ",\"arguments\":");
        string(json, custom ? CustomTool.input(arguments) : arguments);
        json.append('}');
    }

    /** Further arguments of a call, without its closing brace. */
    private static void arguments(StringBuilder json, int index, String arguments) {
        json.append("{\"index\":").append(index).append(",\"function\":{\"arguments\":");
        string(json, arguments);
        json.append('}');
    }

    private static void extra(StringBuilder json, ToolCalled call) {
        if (call.extra() != null) {
            ProviderState.fields(call.extra())
                    .properties()
                    .forEach(field -> json.append(",\"")
                            .append(field.getKey())
                            .append("\":")
                            .append(field.getValue()));
        }
    }

    /** What the provider signed of its thoughts, in OpenRouter's field, and a comma: clients send it back with the calls. */
    private static void details(StringBuilder json, Completed done) {
        Reasoning reasoning = done.reasoning();
        if (reasoning != null && reasoning.details() != null) {
            json.append("\"reasoning_details\":").append(reasoning.details()).append(',');
        }
    }

    private static void usage(StringBuilder json, ReplyUsage usage) {
        json.append("\"usage\":{\"prompt_tokens\":")
                .append(usage.promptTokens())
                .append(",\"completion_tokens\":")
                .append(usage.completionTokens())
                .append(",\"total_tokens\":")
                .append(usage.totalTokens())
                .append(",\"prompt_tokens_details\":{\"cached_tokens\":")
                .append(usage.cachedTokens())
                .append(",\"cache_write_tokens\":")
                .append(usage.cacheWriteTokens())
                .append("},\"completion_tokens_details\":{\"reasoning_tokens\":")
                .append(usage.reasoningTokens())
                .append("}}");
    }

    /** The model that answered, whether it is the built-in offline one, and why it says nothing when it does not. */
    private static void lopez(StringBuilder json, Completed done) {
        json.append(",\"lopez\":{\"model\":");
        if (done.model() == null) {
            json.append("null");
        } else {
            string(json, done.model());
        }
        json.append(",\"offline\":").append(done.offline()).append(",\"detail\":");
        if (done.detail() == null) {
            json.append("null");
        } else {
            string(json, done.detail());
        }
        json.append('}');
    }

    /** OpenAI has no cancelled replies, so these end as complete ones. */
    private static String finishReason(Completed done) {
        return switch (done.finishReason()) {
            case "length", "tool_calls", "content_filter" -> done.finishReason();
            default -> "stop";
        };
    }

    private static void string(StringBuilder json, String text) {
        json.append('"');
        JSON.quoteAsString(text, json);
        json.append('"');
    }
}
