package de.lopezitwelt.chat.openai.responses.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of one response. Each has a number, which grows along the response: a piece of text or of a thought counts as many as
 * it has UTF-16 units. However a repetition cuts the pieces, what comes after a number is the same.
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

    private void calls(StringBuilder events, List<ToolCalled> calls) {
        for (int i = 0; i < calls.size(); i++) {
            ToolCalled call = calls.get(i);
            int index = items++;
            ObjectNode whole = writer.call(call, i, call.arguments(), "completed");
            String id = whole.path("id").asText();
            item(events, "response.output_item.added", index, writer.call(call, i, "", "in_progress"));
            boolean custom = writer.isCustom(call);
            String kind = custom ? "response.custom_tool_call_input." : "response.function_call_arguments.";
            String arguments = whole.path(custom ? "input" : "arguments").asText();
            send(
                    events,
                    event(kind + "delta")
                            .put("item_id", id)
                            .put("output_index", index)
                            .put("delta", arguments));
            ObjectNode done = event(kind + "done").put("item_id", id).put("output_index", index);
            send(
                    events,
                    custom
                            ? done.put("input", arguments)
                            : done.put("name", call.name()).put("arguments", arguments));
            item(events, "response.output_item.done", index, whole);
        }
    }

    private void response(StringBuilder events, String type, ResponseResult result) {
        ObjectNode event = event(type);
        event.set("response", writer.response(result));
        send(events, event);
    }

    private void item(StringBuilder events, String type, int index, ObjectNode item) {
        ObjectNode event = event(type).put("output_index", index);
        event.set("item", item);
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
