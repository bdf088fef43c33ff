package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.provider.ReplyAssembly;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.JsonReader.Kind;
import org.jspecify.annotations.Nullable;

/** Reads the tool calls of a message, whole or in pieces, in all forms that providers are known to send. */
final class ToolCallReader {

    private final ReplyAssembly reply;
    private boolean seen;
    private boolean deltas;

    private @Nullable String id;
    private @Nullable String name;
    private @Nullable String arguments;
    private boolean whole;
    private @Nullable StringBuilder extra;

    ToolCallReader(ReplyAssembly reply) {
        this.reply = reply;
    }

    /**
     * Reads a list of calls, or a single one.
     *
     * @param message whether they stand in the message so far, which only repeats those that have come in deltas
     */
    void read(JsonReader json, boolean message) {
        if (message && deltas) {
            json.skip();
            return;
        }
        boolean before = seen;
        switch (json.kind()) {
            case ARRAY -> {
                json.enterArray();
                while (json.nextElement()) {
                    call(json);
                }
            }
            case OBJECT -> call(json);
            default -> json.skip();
        }
        deltas |= !message && seen && !before;
    }

    /** Reads the deprecated {@code function_call}. Ignored when tool_calls are present, because it repeats them. */
    void readLegacy(JsonReader json, boolean message) {
        if (json.kind() != Kind.OBJECT || seen || message && deltas) {
            json.skip();
            return;
        }
        deltas |= !message;
        begin();
        function(json);
        reply.toolCall(0, null, name, arguments, whole, extra());
    }

    private void begin() {
        id = null;
        name = null;
        arguments = null;
        whole = false;
        extra = null;
    }

    private @Nullable String extra() {
        return extra == null ? null : extra.append('}').toString();
    }

    /** Keeps a field that must be sent back unchanged. Null and malformed values are ignored. */
    private void extra(JsonReader json, String field) {
        Kind kind = json.kind();
        if (kind != Kind.OBJECT && kind != Kind.STRING) {
            json.skip();
            return;
        }
        int place = json.here();
        json.skip();
        StringBuilder fields = extra == null ? new StringBuilder("{") : extra.append(',');
        extra = fields.append('"').append(field).append("\":").append(json.since(place));
    }

    private void call(JsonReader json) {
        begin();
        int index = -1;
        if (!json.enterObject()) {
            return;
        }
        seen = true;
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "index" -> index = json.count();
                case "id" -> id = json.text();
                case "function" -> function(json);
                default -> part(json, field);
            }
        }
        reply.toolCall(index, id, name, arguments, whole, extra());
    }

    private void function(JsonReader json) {
        if (json.enterObject()) {
            for (String field = json.nextField(); field != null; field = json.nextField()) {
                part(json, field);
            }
        }
    }

    private void part(JsonReader json, String field) {
        switch (field) {
            case "name" -> name = json.text();
            case "arguments", "parameters" -> arguments(json);
            case "extra_content", "provider_specific_fields", "thought_signature" -> extra(json, field);
            default -> json.skip();
        }
    }

    /**
     * Reads a piece of the arguments. The protocol sends JSON as a string; some providers send the JSON object itself.
     */
    private void arguments(JsonReader json) {
        switch (json.kind()) {
            case NULL, OTHER -> json.skip();
            case STRING -> arguments = json.piece();
            default -> {
                arguments = json.raw();
                whole = true;
            }
        }
    }
}
