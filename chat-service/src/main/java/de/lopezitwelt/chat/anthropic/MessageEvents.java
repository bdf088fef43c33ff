package de.lopezitwelt.chat.anthropic;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Calling;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Completed;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of one reply, for Anthropic's clients. Blocks follow each other: one begins where the one before it ends. What is
 * said after a call has begun stands in a block after all calls.
 */
final class MessageEvents {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();
    private static final int MARGIN = 160;

    private enum Block {
        NONE,
        TEXT,
        THINKING,
        CALL,
        STATE
    }

    private final MessageWriter writer;
    private final StringBuilder thoughts = new StringBuilder();
    private final StringBuilder afterCalls = new StringBuilder();
    /** Characters of the arguments that were told, by call. */
    private final List<Integer> argumentsTold = new ArrayList<>();

    private boolean begun;
    private Block open = Block.NONE;
    /** Index of the open block, or of the last one. */
    private int index = -1;

    MessageEvents(MessageWriter writer) {
        this.writer = writer;
    }

    /**
     * The events to send, empty when there are none. The first of them is sent with the first word, so that a reply that fails before
     * it is answered with a status of its own.
     *
     * @throws RuntimeException the problem of a reply that failed
     */
    String of(ReplyUpdate update) {
        StringBuilder events = new StringBuilder();
        switch (update) {
            case ReplyUpdate.Delta delta -> text(events, delta.text());
            case ReplyUpdate.Thought thought -> thought(events, thought.text());
            case Calling piece -> calling(events, piece);
            case Completed done -> end(events, done);
            case ReplyUpdate.Failed failed -> throw failed.problem().problem();
            case ReplyUpdate.Created created -> {}
            case ToolCalled called -> {}
            case ReplyUpdate.ToolAnswered answered -> {}
        }
        return events.toString();
    }

    private void text(StringBuilder events, String text) {
        if (!argumentsTold.isEmpty()) {
            afterCalls.append(text);
            return;
        }
        if (open != Block.TEXT) {
            start(events, Block.TEXT, ContentBlock.text(""));
        }
        delta(events, "text_delta", "text", text);
    }

    private void thought(StringBuilder events, String thought) {
        if (!writer.showsThoughts() || !argumentsTold.isEmpty()) {
            return;
        }
        thoughts.append(thought);
        if (open != Block.THINKING) {
            start(events, Block.THINKING, MessageWriter.thinking(""));
        }
        delta(events, "thinking_delta", "thinking", thought);
    }

    /** More of the last call; more of an earlier one, whose block has ended, is missed at the end. */
    private void calling(StringBuilder events, Calling piece) {
        if (piece.index() == argumentsTold.size()) {
            startCall(events, piece.callId(), piece.name());
        }
        if (piece.index() == argumentsTold.size() - 1) {
            arguments(events, piece.arguments());
        }
    }

    private void startCall(StringBuilder events, String id, String name) {
        argumentsTold.add(0);
        start(events, Block.CALL, MessageWriter.toolUse(id, name));
    }

    private void arguments(StringBuilder events, String more) {
        if (!more.isEmpty()) {
            int last = argumentsTold.size() - 1;
            argumentsTold.set(last, argumentsTold.get(last) + more.length());
            delta(events, "input_json_delta", "partial_json", more);
        }
    }

    private void end(StringBuilder events, Completed done) {
        begin(events);
        restOfCalls(events, done.clientToolCalls());
        ObjectNode state = writer.state(done, false, thoughts.toString());
        if (state != null) {
            start(events, Block.STATE, state);
        }
        if (!afterCalls.isEmpty()) {
            start(events, Block.TEXT, ContentBlock.text(""));
            delta(events, "text_delta", "text", afterCalls.toString());
        }
        stop(events);
        ObjectNode end = JSON.objectNode().put("type", "message_delta");
        MessageWriter.stopped(end.putObject("delta"), done);
        end.set("usage", MessageWriter.usage(done.usage()));
        end.set("lopez", MessageWriter.lopez(done));
        event(events, end);
        event(events, JSON.objectNode().put("type", "message_stop"));
    }

    /** What was not told of the calls while they were written. */
    private void restOfCalls(StringBuilder events, List<ToolCalled> calls) {
        for (int i = 0; i < calls.size(); i++) {
            ToolCalled call = calls.get(i);
            if (i == argumentsTold.size()) {
                startCall(events, call.callId(), call.name());
            }
            int told = argumentsTold.get(i);
            if (told < call.arguments().length() && i < argumentsTold.size() - 1) {
                throw new ProblemException(CommonProblem.BAD_GATEWAY, "The model wrote several calls at once");
            }
            if (told < call.arguments().length()) {
                arguments(events, call.arguments().substring(told));
            }
        }
    }

    private void begin(StringBuilder events) {
        if (!begun) {
            begun = true;
            ObjectNode start = JSON.objectNode().put("type", "message_start");
            start.set("message", writer.message());
            event(events, start);
            event(events, JSON.objectNode().put("type", "ping"));
        }
    }

    private void start(StringBuilder events, Block kind, ObjectNode block) {
        begin(events);
        stop(events);
        index++;
        open = kind;
        ObjectNode start = JSON.objectNode().put("type", "content_block_start").put("index", index);
        start.set("content_block", block);
        event(events, start);
    }

    private void stop(StringBuilder events) {
        if (open != Block.NONE) {
            open = Block.NONE;
            event(events, JSON.objectNode().put("type", "content_block_stop").put("index", index));
        }
    }

    /** By hand, because there is one for each word. */
    private void delta(StringBuilder events, String type, String field, String more) {
        events.ensureCapacity(events.length() + more.length() + MARGIN);
        events.append("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":")
                .append(index)
                .append(",\"delta\":{\"type\":\"")
                .append(type)
                .append("\",\"")
                .append(field)
                .append("\":\"");
        ENCODER.quoteAsString(more, events);
        events.append("\"}}\n\n");
    }

    private static void event(StringBuilder events, ObjectNode data) {
        events.append("event: ")
                .append(data.path("type").asText())
                .append("\ndata: ")
                .append(data)
                .append("\n\n");
    }
}
