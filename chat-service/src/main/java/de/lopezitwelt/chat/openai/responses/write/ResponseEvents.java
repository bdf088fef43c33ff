package de.lopezitwelt.chat.openai.responses.write;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import java.util.List;

/** The events of one response, numbered from 0 on. */
public final class ResponseEvents {
    private final ResponseWriter writer;
    private final String messageId;
    private final StringBuilder text = new StringBuilder();
    private int sequence;

    public ResponseEvents(ResponseWriter writer, String replyId) {
        this.writer = writer;
        this.messageId = ResponseIds.message(replyId);
    }

    /** The events to send, empty when there are none. */
    public String of(ReplyUpdate update) {
        StringBuilder events = new StringBuilder();
        switch (update) {
            case ReplyUpdate.Created created -> {
                response(events, "response.created", ResponseResult.IN_PROGRESS);
                response(events, "response.in_progress", ResponseResult.IN_PROGRESS);
            }
            case ReplyUpdate.Delta delta -> delta(events, delta.text());
            case ReplyUpdate.Completed done -> {
                ResponseResult result = ResponseResult.of(done, text.toString());
                endOfText(events, result.status().equals("completed") ? "completed" : "incomplete");
                calls(events, done.clientToolCalls());
                response(
                        events,
                        result.status().equals("incomplete") ? "response.incomplete" : "response.completed",
                        result);
            }
            case ReplyUpdate.Failed failed -> {
                endOfText(events, "incomplete");
                response(events, "response.failed", ResponseResult.failed(failed.problem(), text.toString()));
            }
            case ReplyUpdate.ToolCalled called -> {}
            case ReplyUpdate.ToolAnswered answered -> {}
        }
        return events.toString();
    }

    private void delta(StringBuilder events, String more) {
        if (text.isEmpty()) {
            ObjectNode added = event("response.output_item.added").put("output_index", 0);
            added.set("item", writer.message("", "in_progress"));
            send(events, added);
            ObjectNode part = inText("response.content_part.added");
            part.set("part", ResponseWriter.part(""));
            send(events, part);
        }
        text.append(more);
        ObjectNode delta = inText("response.output_text.delta").put("delta", more);
        delta.putArray("logprobs");
        send(events, delta);
    }

    private void endOfText(StringBuilder events, String status) {
        if (text.isEmpty()) {
            return;
        }
        String said = text.toString();
        ObjectNode done = inText("response.output_text.done").put("text", said);
        done.putArray("logprobs");
        send(events, done);
        ObjectNode part = inText("response.content_part.done");
        part.set("part", ResponseWriter.part(said));
        send(events, part);
        ObjectNode item = event("response.output_item.done").put("output_index", 0);
        item.set("item", writer.message(said, status));
        send(events, item);
    }

    private void calls(StringBuilder events, List<ToolCalled> calls) {
        for (int i = 0; i < calls.size(); i++) {
            ToolCalled call = calls.get(i);
            int index = text.isEmpty() ? i : i + 1;
            ObjectNode whole = writer.call(call, i, call.arguments(), "completed");
            String id = whole.path("id").asText();
            ObjectNode added = event("response.output_item.added").put("output_index", index);
            added.set("item", writer.call(call, i, "", "in_progress"));
            send(events, added);
            send(
                    events,
                    event("response.function_call_arguments.delta")
                            .put("item_id", id)
                            .put("output_index", index)
                            .put("delta", call.arguments()));
            send(
                    events,
                    event("response.function_call_arguments.done")
                            .put("item_id", id)
                            .put("output_index", index)
                            .put("name", call.name())
                            .put("arguments", call.arguments()));
            ObjectNode done = event("response.output_item.done").put("output_index", index);
            done.set("item", whole);
            send(events, done);
        }
    }

    private void response(StringBuilder events, String type, ResponseResult result) {
        ObjectNode event = event(type);
        event.set("response", writer.response(result));
        send(events, event);
    }

    private ObjectNode inText(String type) {
        return event(type).put("item_id", messageId).put("output_index", 0).put("content_index", 0);
    }

    private ObjectNode event(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("sequence_number", sequence++);
    }

    private static void send(StringBuilder events, ObjectNode event) {
        events.append("event: ")
                .append(event.path("type").asText())
                .append("\ndata: ")
                .append(event)
                .append("\n\n");
    }
}
