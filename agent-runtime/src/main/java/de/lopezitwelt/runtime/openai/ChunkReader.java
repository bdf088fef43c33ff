package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.provider.Protocol;
import de.lopezitwelt.runtime.provider.ProviderError;
import de.lopezitwelt.runtime.provider.ReplyAssembly;
import de.lopezitwelt.runtime.wire.FieldNames;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.JsonReader.Kind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunk of a streamed completion, or a whole completion, directly into the reply. This is the hot path: no tree
 * is built, and text is copied once. It accepts every form with a clear meaning and skips unknown fields.
 */
final class ChunkReader implements Protocol.EventReader {

    private static final FieldNames NAMES = FieldNames.of(
            "choices",
            "usage",
            "error",
            "errors",
            "error_code",
            "error_msg",
            "object",
            "type",
            "status",
            "success",
            "code",
            "detail",
            "message",
            "msg",
            "base_resp",
            "status_code",
            "x_groq",
            "index",
            "delta",
            "text",
            "finish_reason",
            "stop_reason",
            "matched_stop",
            "content",
            "refusal",
            "value",
            "tool_calls",
            "function_call",
            "id",
            "function",
            "name",
            "arguments",
            "parameters",
            "reasoning_content",
            "reasoning",
            "reasoning_details",
            "thinking",
            "summary",
            "extra_content",
            "provider_specific_fields",
            "thought_signature",
            "prompt_tokens",
            "completion_tokens",
            "input_tokens",
            "output_tokens",
            "total_tokens",
            "prompt_tokens_details",
            "input_tokens_details",
            "completion_tokens_details",
            "output_tokens_details",
            "cached_tokens",
            "cache_write_tokens",
            "reasoning_tokens",
            "prompt_cache_hit_tokens",
            "cache_read_input_tokens",
            "cache_creation_input_tokens");

    private final ReplyAssembly reply;
    private final JsonReader json = new JsonReader(NAMES);
    private final ContentReader content;
    private final ToolCallReader calls;

    private byte[] bytes = new byte[0];
    private int to;

    /** The index of the choice that is used. Other choices are ignored, because we request only one. */
    private int followed = -1;

    /** Whether details of the reasoning have come in deltas. Whole messages then only repeat them. */
    private boolean detailed;

    ChunkReader(ReplyAssembly reply) {
        this.reply = reply;
        this.content = new ContentReader(reply);
        this.calls = new ToolCallReader(reply);
    }

    @Override
    public boolean read(byte[] source, int from, int length) {
        if (saysDone(source, from, length)) {
            reply.end();
            return true;
        }
        bytes = source;
        to = from + length;
        json.read(source, from, length);
        if (json.kind() == Kind.OBJECT) {
            return chunk();
        }
        boolean said = false;
        if (json.kind() == Kind.ARRAY) {
            json.enterArray();
            while (json.nextElement()) {
                said |= json.kind() == Kind.OBJECT ? chunk() : skipped();
            }
        }
        return said;
    }

    /** Whether the data is {@code [DONE]}, in upper or lower case, with or without blanks or quotes around it. */
    private static boolean saysDone(byte[] source, int from, int length) {
        if (length < 6 || length > 16) {
            return false;
        }
        int first = from;
        int last = from + length - 1;
        while (first < last && (source[first] <= ' ' || source[first] == '"')) {
            first++;
        }
        while (last > first && (source[last] <= ' ' || source[last] == '"')) {
            last--;
        }
        return last - first == 5
                && source[first] == '['
                && (source[first + 1] | 0x20) == 'd'
                && (source[first + 2] | 0x20) == 'o'
                && (source[first + 3] | 0x20) == 'n'
                && (source[first + 4] | 0x20) == 'e'
                && source[last] == ']';
    }

    private boolean skipped() {
        json.skip();
        return false;
    }

    private boolean chunk() {
        int start = json.here();
        boolean said = false;
        boolean failed = false;
        boolean reason = false;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "choices" -> said |= choices();
                case "usage" -> said |= usage();
                case "x_groq" -> said |= groq();
                case "error" -> error();
                case "object", "type" -> failed |= "error".equals(json.text());
                case "status" -> failed |= saysFailed(json.raw());
                case "success" -> failed |= json.raw().equals("false");
                case "errors", "error_code" -> failed |= saysSomething();
                case "code" -> reason |= saysSomething();
                case "detail" -> failed |= saysSomething();
                case "base_resp" -> failed |= baseResponse();
                default -> json.skip();
            }
        }
        if (!said && (failed || reason && names(start, "message", "msg"))) {
            reply.fail(ProviderError.of(bytes, start, to - start));
        }
        return said;
    }

    private static boolean saysFailed(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "error", "fail", "failed", "failure" -> true;
            default -> status.matches("[45]\\d\\d");
        };
    }

    /** Whether a field reports an error. Providers have many values for "no error", see {@link ProviderError#ifAny}. */
    private boolean saysSomething() {
        int place = json.here();
        json.skip();
        return ProviderError.ifAny(bytes, place, to - place) != null;
    }

    private void error() {
        int place = json.here();
        json.skip();
        ProviderError failure = ProviderError.ifAny(bytes, place, to - place);
        if (failure != null) {
            reply.fail(failure);
        }
    }

    private boolean baseResponse() {
        if (!json.enterObject()) {
            return false;
        }
        boolean failed = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("status_code")) {
                failed = saysSomething();
            } else {
                json.skip();
            }
        }
        return failed;
    }

    private boolean names(int start, String one, String other) {
        json.goBack(start);
        json.enterObject();
        boolean named = false;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            named |= field.equals(one) || field.equals(other);
            json.skip();
        }
        return named;
    }

    private boolean choices() {
        return switch (json.kind()) {
            case OBJECT -> choice(0);
            case ARRAY -> {
                if (followed != 0) {
                    follow(json.here());
                }
                boolean said = false;
                json.enterArray();
                for (int position = 0; json.nextElement(); position++) {
                    said |= json.kind() == Kind.OBJECT ? choice(position) : skipped();
                }
                yield said;
            }
            default -> skipped();
        };
    }

    /**
     * Selects the choice to use: the one with the lowest index. A lower one replaces it only before any text has come.
     */
    private void follow(int place) {
        int lowest = Integer.MAX_VALUE;
        json.enterArray();
        for (int position = 0; json.nextElement(); position++) {
            if (json.kind() == Kind.OBJECT) {
                lowest = Math.min(lowest, index(position));
            } else {
                json.skip();
            }
        }
        json.goBack(place);
        if (lowest != Integer.MAX_VALUE && (followed < 0 || lowest < followed && !reply.started())) {
            followed = lowest;
        }
    }

    private int index(int position) {
        int index = -1;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            if (field.equals("index")) {
                index = json.count();
            } else {
                json.skip();
            }
        }
        return index < 0 ? position : index;
    }

    private boolean choice(int position) {
        int index = -1;
        int delta = -1;
        int message = -1;
        int text = -1;
        int error = -1;
        String finish = null;
        String stop = null;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "index" -> index = json.count();
                case "finish_reason" -> finish = json.text();
                case "stop_reason", "matched_stop" -> stop = stopSequence();
                case "delta" -> delta = skippedFrom(json.here());
                case "message" -> message = skippedFrom(json.here());
                case "text" -> text = skippedFrom(json.here());
                case "error" -> error = skippedFrom(json.here());
                case "usage" -> usage();
                default -> json.skip();
            }
        }
        if (followed >= 0 && (index < 0 ? position : index) != followed) {
            return false;
        }
        int after = json.here();
        said(delta, message, text);
        json.goBack(after);
        if (finish != null) {
            reply.finish(finish);
            reply.stoppedBy(stop);
        }
        ProviderError failure = error < 0 ? null : ProviderError.ifAny(bytes, error, to - error);
        if (failure != null) {
            reply.fail(failure);
        }
        return true;
    }

    /** vLLM's and SGLang's word for what ended the text; a number is that of a token, null a plain end. */
    private @Nullable String stopSequence() {
        if (json.kind() == Kind.STRING) {
            return json.text();
        }
        json.skip();
        return null;
    }

    private int skippedFrom(int place) {
        json.skip();
        return place;
    }

    /** Reads the content of the choice: its delta, else the message so far, else a plain text. */
    private void said(int delta, int message, int text) {
        reply.begin();
        if (delta >= 0) {
            json.goBack(delta);
            message(false);
        }
        if (message >= 0) {
            json.goBack(message);
            message(true);
        } else if (delta < 0 && message < 0 && text >= 0) {
            json.goBack(text);
            content.delta(json);
        }
    }

    /** @param whole whether the message is complete so far and not only the new part */
    private void message(boolean whole) {
        if (json.kind() != Kind.OBJECT) {
            content(whole);
            return;
        }
        int thought = -1;
        int other = -1;
        int details = -1;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "content" -> content(whole);
                case "refusal" -> refusal(whole);
                case "reasoning_content" -> thought = skippedFrom(json.here());
                case "reasoning", "thinking" -> other = skippedFrom(json.here());
                case "reasoning_details" -> details = skippedFrom(json.here());
                case "tool_calls" -> calls.read(json, whole);
                case "function_call" -> calls.readLegacy(json, whole);
                default -> json.skip();
            }
        }
        int after = json.here();
        thought(thought, Reasoning.CONTENT, whole);
        thought(other, Reasoning.FIELD, whole);
        if (details >= 0 && !(whole && detailed)) {
            json.goBack(details);
            details();
            detailed |= !whole;
        }
        json.goBack(after);
    }

    /** Reads reasoning. Servers send the same reasoning in several fields; only the first one is used. */
    private void thought(int place, String form, boolean whole) {
        if (place >= 0) {
            json.goBack(place);
            content.thought(json, form, whole);
        }
    }

    /** Keeps the details that must be sent back. Where no other field contains the reasoning, it is read from here. */
    private void details() {
        if (json.kind() != Kind.ARRAY) {
            json.skip();
            return;
        }
        int place = json.here();
        String raw = json.raw();
        reply.grow(raw.length());
        reply.reasoning().details(raw);
        int after = json.here();
        json.goBack(place);
        content.thought(json, Reasoning.DETAILS, false);
        json.goBack(after);
    }

    private void refusal(boolean whole) {
        if (json.kind() == Kind.STRING) {
            int before = reply.bytes();
            content(whole);
            if (reply.bytes() > before) {
                reply.refuse();
            }
        } else {
            json.skip();
        }
    }

    private void content(boolean whole) {
        if (whole) {
            content.whole(json);
        } else {
            content.delta(json);
        }
    }

    private boolean groq() {
        boolean said = false;
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                switch (field) {
                    case "usage" -> said |= usage();
                    case "error" -> error();
                    default -> json.skip();
                }
            }
        }
        return said;
    }

    private boolean usage() {
        if (!json.enterObject()) {
            return false;
        }
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "prompt_tokens", "input_tokens" -> reply.usage().prompt(json.count());
                case "completion_tokens", "output_tokens" -> reply.usage().completion(json.count());
                case "total_tokens" -> reply.usage().total(json.count());
                case "prompt_tokens_details", "input_tokens_details" -> usage();
                case "completion_tokens_details", "output_tokens_details" -> usage();
                case "cached_tokens", "prompt_cache_hit_tokens", "cache_read_input_tokens" ->
                    reply.usage().cached(json.count());
                case "cache_write_tokens", "cache_creation_input_tokens" ->
                    reply.usage().cacheWritten(json.count());
                case "reasoning_tokens" -> reply.usage().reasoning(json.count());
                default -> json.skip();
            }
        }
        return true;
    }
}
