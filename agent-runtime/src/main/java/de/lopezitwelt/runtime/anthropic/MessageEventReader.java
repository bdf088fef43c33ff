package de.lopezitwelt.runtime.anthropic;

import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.provider.Protocol;
import de.lopezitwelt.runtime.provider.ProviderError;
import de.lopezitwelt.runtime.provider.ReplyAssembly;
import de.lopezitwelt.runtime.wire.FieldNames;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.JsonReader.Kind;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads an event of a streamed message, or a whole message, directly into the reply. The fields of an event decide what
 * it means; its type matters only where two kinds of events have the same fields.
 */
final class MessageEventReader implements Protocol.EventReader {

    private static final String EMPTY = "{}";
    private static final int MOST_BLOCKS = 10_000;
    private static final FieldNames NAMES = FieldNames.of(
            "type",
            "index",
            "message",
            "content",
            "content_block",
            "delta",
            "text",
            "partial_json",
            "thinking",
            "signature",
            "data",
            "id",
            "name",
            "input",
            "stop_reason",
            "stop_sequence",
            "error",
            "usage",
            "input_tokens",
            "output_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens");

    private final ReplyAssembly reply;
    private final JsonReader json = new JsonReader(NAMES);

    /** Indexes of blocks that are not calls of our tools, such as searches that the provider runs itself. */
    private final BitSet foreign = new BitSet();

    /** The tool whose arguments are the answer; null for an answer in words. */
    private final @Nullable String answerTool;

    /** Indexes of calls of it. */
    private final BitSet answers = new BitSet();

    private boolean calledOthers;
    private boolean answered;
    private @Nullable String stopReason;
    private byte[] bytes = new byte[0];
    private int to;
    private int uncached;
    private int cacheRead;
    private int cacheWritten;

    MessageEventReader(ReplyAssembly reply, @Nullable String answerTool) {
        this.reply = reply;
        this.answerTool = answerTool;
    }

    @Override
    public boolean read(byte[] source, int from, int length) {
        bytes = source;
        to = from + length;
        json.read(source, from, length);
        return json.kind() == Kind.OBJECT && event();
    }

    /** Reads an event, or the message inside an event. One method serves both, because their fields do not overlap. */
    private boolean event() {
        String type = null;
        int index = -1;
        int content = -1;
        int block = -1;
        int delta = -1;
        boolean said = false;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "type" -> type = json.text();
                case "index" -> index = json.count();
                case "content" -> content = skippedFrom(json.here());
                case "content_block" -> block = skippedFrom(json.here());
                case "delta" -> delta = skippedFrom(json.here());
                case "message" -> said |= message();
                case "stop_reason" -> finish();
                case "stop_sequence" -> reply.stoppedBy(json.text());
                case "usage" -> said |= usage();
                case "error" -> error();
                default -> json.skip();
            }
        }
        int after = json.here();
        said |= block >= 0 && at(block, index, false);
        said |= delta >= 0 && at(delta, index, true);
        said |= content >= 0 && content(content);
        json.goBack(after);
        stop();
        if ("message_stop".equals(type)) {
            reply.end();
            return true;
        }
        return said;
    }

    private int skippedFrom(int place) {
        json.skip();
        return place;
    }

    private boolean message() {
        if (json.kind() != Kind.OBJECT) {
            json.skip();
            return false;
        }
        reply.begin();
        event();
        return true;
    }

    private void finish() {
        String reason = json.text();
        stopReason = reason == null ? stopReason : reason;
    }

    /** A call that is the answer ends the reply as words do. */
    private void stop() {
        String reason = stopReason;
        if (reason == null) {
            return;
        }
        stopReason = null;
        reply.begin();
        boolean onlyAnswered = !answers.isEmpty() && !calledOthers && reason.equals("tool_use");
        if (onlyAnswered && !answered) {
            answer(EMPTY);
        }
        reply.finish(onlyAnswered ? "end_turn" : reason);
    }

    private void answer(String more) {
        answered |= !more.isBlank();
        reply.text(more);
    }

    private void error() {
        int place = json.here();
        json.skip();
        ProviderError failure = ProviderError.ifAny(bytes, place, to - place);
        if (failure != null) {
            reply.fail(failure);
        }
    }

    private boolean at(int place, int index, boolean delta) {
        json.goBack(place);
        reply.begin();
        block(index, delta);
        return true;
    }

    /** Reads the content of a whole message. */
    private boolean content(int place) {
        json.goBack(place);
        reply.begin();
        switch (json.kind()) {
            case STRING -> reply.text(json);
            case ARRAY -> {
                json.enterArray();
                for (int index = 0; json.nextElement(); index++) {
                    block(index, false);
                }
            }
            default -> json.skip();
        }
        return true;
    }

    /** Reads the start of a content block, a whole block, or a delta of one. */
    private void block(int index, boolean delta) {
        if (json.kind() != Kind.OBJECT) {
            json.skip();
            return;
        }
        String type = null;
        String id = null;
        String name = null;
        String input = null;
        String piece = null;
        String signature = null;
        String data = null;
        int text = -1;
        int thinking = -1;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "type" -> type = json.text();
                case "id" -> id = json.text();
                case "name" -> name = json.text();
                case "input" -> input = json.kind() == Kind.NULL ? skippedNull() : json.raw();
                case "partial_json" -> piece = json.piece();
                case "text" -> text = skippedFrom(json.here());
                case "thinking" -> thinking = skippedFrom(json.here());
                case "signature" -> signature = json.text();
                case "data" -> data = json.text();
                case "stop_reason" -> finish();
                case "stop_sequence" -> reply.stoppedBy(json.text());
                default -> json.skip();
            }
        }
        int after = json.here();
        if (text >= 0) {
            json.goBack(text);
            reply.text(json);
            json.goBack(after);
        }
        if (thinking >= 0) {
            json.goBack(thinking);
            thought(index);
            json.goBack(after);
        }
        kept(index, "thinking", "signature", signature);
        if ("redacted_thinking".equals(type)) {
            kept(index, "redacted_thinking", "data", data);
        }
        boolean ours = type == null || type.equals("tool_use");
        if (!delta && name != null && ours && name.equals(answerTool)) {
            answers.set(Math.clamp(index, 0, MOST_BLOCKS));
            if (input != null && !input.replaceAll("\\s", "").equals(EMPTY)) {
                answer(input);
            }
        } else if (!delta && name != null && ours) {
            calledOthers = true;
            reply.toolCall(index, id, name, input, true);
        } else if (!delta && !ours && index >= 0 && index < MOST_BLOCKS) {
            foreign.set(index);
        }
        boolean ofAnswer = index < 0 ? !answers.isEmpty() && !calledOthers : answers.get(index);
        if (piece != null && ofAnswer) {
            answer(piece);
        } else if (piece != null && (index < 0 || !foreign.get(index))) {
            reply.toolCall(index, null, null, piece, false);
        }
    }

    private void thought(int index) {
        String more = json.text();
        if (more != null) {
            reply.thought(Reasoning.BLOCKS, more, false);
            reply.reasoning().block(index, "thinking", "thinking", more);
        }
    }

    /** Stores the signature or encrypted data that Anthropic requires when reasoning is sent back. */
    private void kept(int index, String type, String field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            reply.grow(value.length());
            reply.reasoning().form(Reasoning.BLOCKS);
            reply.reasoning().block(index, type, field, value);
        }
    }

    private @Nullable String skippedNull() {
        json.skip();
        return null;
    }

    /** Reads the usage. Usage is reported at the start and again at the end, with larger numbers. */
    private boolean usage() {
        if (!json.enterObject()) {
            return false;
        }
        boolean prompt = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "input_tokens" -> {
                    int count = json.count();
                    prompt |= count >= 0;
                    uncached = Math.max(uncached, count);
                }
                case "cache_read_input_tokens" -> cacheRead = Math.max(cacheRead, json.count());
                case "cache_creation_input_tokens" -> cacheWritten = Math.max(cacheWritten, json.count());
                case "output_tokens" -> reply.usage().completion(json.count());
                default -> json.skip();
            }
        }
        if (prompt || cacheRead > 0 || cacheWritten > 0) {
            long all = (long) uncached + cacheRead + cacheWritten;
            reply.usage().prompt((int) Math.min(Integer.MAX_VALUE, all));
            reply.usage().cached(cacheRead);
            reply.usage().cacheWritten(cacheWritten);
        }
        return true;
    }
}
