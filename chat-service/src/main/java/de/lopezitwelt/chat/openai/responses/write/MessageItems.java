package de.lopezitwelt.chat.openai.responses.write;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.message.MessageView;
import de.lopezitwelt.chat.message.ToolOutputMetadata;
import de.lopezitwelt.chat.reply.store.ReplyMetadata;
import de.lopezitwelt.contracts.session.MessageType;
import java.util.ArrayList;
import java.util.List;

/** A stored message as items of a conversation: an answer may be several. */
public final class MessageItems {
    private MessageItems() {}

    public static boolean isAnswer(MessageView message) {
        return message.type() == MessageType.AGENT;
    }

    /** In the order in which they were said. */
    public static List<ObjectNode> of(MessageView message) {
        if (isAnswer(message)) {
            return answer(message);
        }
        ToolOutputMetadata output = ToolOutputMetadata.read(message.metadata());
        return List.of(output == null ? said(message) : outputOf(message, output.callId()));
    }

    private static List<ObjectNode> answer(MessageView message) {
        ReplyMetadata metadata = ReplyMetadata.read(message.metadata());
        String source = metadata.replyId().isEmpty() ? message.id() : metadata.replyId();
        ResponseWriter writer = new ResponseWriter(source, message.sessionId(), JsonNodeFactory.instance.objectNode());
        List<ObjectNode> items = new ArrayList<>();
        writer.output(ResponseResult.stored(metadata, message.content(), metadata.finishReason()))
                .forEach(item -> items.add((ObjectNode) item));
        return items;
    }

    private static ObjectNode outputOf(MessageView message, String callId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", ResponseIds.output(message.id()))
                .put("type", "function_call_output")
                .put("status", "completed")
                .put("call_id", callId)
                .put("output", message.content());
    }

    private static ObjectNode said(MessageView message) {
        ObjectNode item = JsonNodeFactory.instance
                .objectNode()
                .put("id", ResponseIds.message(message.id()))
                .put("type", "message")
                .put("status", "completed")
                .put("role", message.type().wireName());
        ArrayNode content = item.putArray("content");
        content.addObject().put("type", "input_text").put("text", message.content());
        message.attachments()
                .forEach(file -> content.addObject().put("type", "input_file").put("filename", file.name()));
        return item;
    }
}
