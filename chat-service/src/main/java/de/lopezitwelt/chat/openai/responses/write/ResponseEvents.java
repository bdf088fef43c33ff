package de.lopezitwelt.chat.openai.responses.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events of one response. Each has a number, which grows along the response: a piece of text, of a thought or of arguments
 * counts as many as it has UTF-16 units. However a repetition cuts the pieces, what comes after a number is the same; only
 * a call may begin before the text has ended the first time, and after it the second. The last event has the same number always.
 */
public final class ResponseEvents {
    private final ResponseWriter writer;
    private final String replyId;
    private final long received;
    private final StringBuilder text = new StringBuilder();
    private final Thoughts before = new Thoughts(Said.BEFORE);
    private final Thoughts after = new Thoughts(Said.AFTER);
    /** Of the text: one that begins as an answer is told as one. */
    private boolean refusal;

    private int textIndex;
    private final List<StreamedCall> streamed = new ArrayList<>();
    private final Map<Integer, ObjectNode> finished = new TreeMap<>();
    private int items;
    private int sequence;

    /** @param received number of the last event that the client has; negative to be sent all */
    public ResponseEvents(ResponseWriter writer, String replyId, long received) {
        this.writer = writer;
        this.replyId = replyId;
        this.received = received;
    }

    /** The number of the next event. */
    public int sequence() {
        return sequence;
    }

    /** The events to send, empty when there are none. */
    public String of(ReplyUpdate update) {
        StringBuilder events = new StringBuilder();
        switch (update) {
            case ReplyUpdate.Created created -> {
                response(events, "response.created", ResponseResult.IN_PROGRESS);
                response(events, "response.in_progress", ResponseResult.IN_PROGRESS);
            }
            case ReplyUpdate.Delta delta -> delta(events, delta);
            case ReplyUpdate.Thought thought -> (text.isEmpty() ? before : after).add(events, thought.text());
            case ReplyUpdate.Calling piece -> calling(events, piece);
            case ReplyUpdate.Completed done -> {
                ResponseResult result = ResponseResult.of(done, said());
                endOfText(events, result.status().equals("completed") ? "completed" : "incomplete", done.reasoning());
                calls(events, done.clientToolCalls());
                response(
                        events,
                        result.status().equals("incomplete") ? "response.incomplete" : "response.completed",
                        result);
            }
            case ReplyUpdate.Failed failed -> {
                endOfText(events, "incomplete", null);
                response(events, "response.failed", ResponseResult.failed(failed.problem(), said()));
            }
            case ReplyUpdate.ToolCalled called -> {}
            case ReplyUpdate.ToolAnswered answered -> {}
        }
        return events.toString();
    }

    private Said said() {
        return new Said(before.text.toString(), text.toString(), after.text.toString());
    }

    /** An item of thoughts, which grows until it is ended. */
    private final class Thoughts {
        private final int number;
        private final StringBuilder text = new StringBuilder();
        private int index;

        Thoughts(int number) {
            this.number = number;
        }

        void add(StringBuilder events, String more) {
            if (text.isEmpty()) {
                begin(events);
                part(events, "response.content_part.added", "");
            }
            text.append(more);
            String rest = unheard(more);
            send(events, inside("response.reasoning_text.delta").put("delta", rest));
        }

        private void begin(StringBuilder events) {
            index = items++;
            item(events, "response.output_item.added", index, writer.reasoning(number, "", "in_progress", null));
        }

        /** Ends the item. @param state what the provider needs back; it is told even of a thought without words */
        void end(StringBuilder events, @Nullable Reasoning state) {
            String whole = text.toString();
            if (!whole.isEmpty()) {
                send(events, inside("response.reasoning_text.done").put("text", whole));
                part(events, "response.content_part.done", whole);
            } else if (state != null) {
                begin(events);
            } else {
                return;
            }
            item(events, "response.output_item.done", index, writer.reasoning(number, whole, "completed", state));
        }

        private void part(StringBuilder events, String type, String thought) {
            ObjectNode part = inside(type);
            part.set("part", ResponseWriter.thoughtPart(thought));
            send(events, part);
        }

        private ObjectNode inside(String type) {
            return inContent(type, ResponseIds.reasoning(replyId, number), index);
        }
    }

    private void delta(StringBuilder events, ReplyUpdate.Delta more) {
        if (text.isEmpty()) {
            refusal = more.refusal();
            before.end(events, null);
            textIndex = items++;
            item(events, "response.output_item.added", textIndex, writer.message("", refusal, "in_progress"));
            ObjectNode part = inText("response.content_part.added");
            part.set("part", ResponseWriter.part("", refusal));
            send(events, part);
        }
        text.append(more.text());
        String rest = unheard(more.text());
        ObjectNode delta = inText(refusal ? "response.refusal.delta" : "response.output_text.delta")
                .put("delta", rest);
        if (!refusal) {
            delta.putArray("logprobs");
        }
        send(events, delta);
    }

    /** What of a piece the client does not have. The next event gets the number of the piece's end. */
    private String unheard(String piece) {
        int had = Math.clamp(received - sequence + 1, 0, piece.length());
        boolean splits = had > 0 && had < piece.length() && Character.isLowSurrogate(piece.charAt(had));
        sequence += piece.length() - 1;
        return piece.substring(splits ? had - 1 : had);
    }

    private void endOfText(StringBuilder events, String status, @Nullable Reasoning state) {
        if (text.isEmpty()) {
            before.end(events, state);
            return;
        }
        String whole = text.toString();
        ObjectNode done = refusal
                ? inText("response.refusal.done").put("refusal", whole)
                : inText("response.output_text.done").put("text", whole);
        if (!refusal) {
            done.putArray("logprobs");
        }
        send(events, done);
        ObjectNode part = inText("response.content_part.done");
        part.set("part", ResponseWriter.part(whole, refusal));
        send(events, part);
        item(events, "response.output_item.done", textIndex, writer.message(whole, refusal, status));
        after.end(events, said().goesOn() ? state : null);
    }

    /** A call whose item has begun. */
    private final class StreamedCall {
        private final int index;
        private final String id;
        private final boolean custom;
        private int told;

        StreamedCall(StringBuilder events, int number, ToolCalled call) {
            custom = writer.isCustom(call);
            ObjectNode item = writer.call(call, number, "", "in_progress");
            index = items++;
            id = item.path("id").asText();
            item(events, "response.output_item.added", index, item);
        }

        /** The text of a custom tool is known when its arguments are whole. */
        void add(StringBuilder events, String more) {
            if (!more.isEmpty() && !custom) {
                told += more.length();
                String rest = unheard(more);
                send(events, inside("response.function_call_arguments.delta").put("delta", rest));
            }
        }

        void end(StringBuilder events, int number, ToolCalled call) {
            ObjectNode whole = writer.call(call, number, call.arguments(), "completed");
            if (custom) {
                String input = whole.path("input").asText();
                send(events, inside("response.custom_tool_call_input.delta").put("delta", input));
                send(events, inside("response.custom_tool_call_input.done").put("input", input));
            } else {
                add(
                        events,
                        call.arguments()
                                .substring(Math.min(told, call.arguments().length())));
                send(
                        events,
                        inside("response.function_call_arguments.done")
                                .put("name", call.name())
                                .put("arguments", call.arguments()));
            }
            item(events, "response.output_item.done", index, whole);
        }

        private ObjectNode inside(String type) {
            return event(type).put("item_id", id).put("output_index", index);
        }
    }

    private void calling(StringBuilder events, ReplyUpdate.Calling piece) {
        if (piece.index() == streamed.size()) {
            streamed.add(new StreamedCall(events, piece.index(), new ToolCalled(0, piece.callId(), piece.name(), "")));
        }
        streamed.get(piece.index()).add(events, piece.arguments());
    }

    private void calls(StringBuilder events, List<ToolCalled> calls) {
        for (int i = 0; i < calls.size(); i++) {
            StreamedCall call = i < streamed.size() ? streamed.get(i) : new StreamedCall(events, i, calls.get(i));
            call.end(events, i, calls.get(i));
        }
    }

    private void response(StringBuilder events, String type, ResponseResult result) {
        ObjectNode event = event(type);
        ObjectNode response = writer.response(result);
        if (!finished.isEmpty()) {
            // at the places that their events told
            response.putArray("output").addAll(finished.values());
        }
        event.set("response", response);
        send(events, event);
    }

    private void item(StringBuilder events, String type, int index, ObjectNode item) {
        ObjectNode event = event(type).put("output_index", index);
        event.set("item", item);
        if (type.equals("response.output_item.done")) {
            finished.put(index, item);
        }
        send(events, event);
    }

    private ObjectNode inText(String type) {
        return inContent(type, ResponseIds.message(replyId), textIndex);
    }

    private ObjectNode inContent(String type, String itemId, int index) {
        return event(type).put("item_id", itemId).put("output_index", index).put("content_index", 0);
    }

    private ObjectNode event(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("sequence_number", sequence++);
    }

    private void send(StringBuilder events, ObjectNode event) {
        if (event.path("sequence_number").asInt() <= received) {
            return;
        }
        events.append("event: ")
                .append(event.path("type").asText())
                .append("\ndata: ")
                .append(event)
                .append("\n\n");
    }
}
