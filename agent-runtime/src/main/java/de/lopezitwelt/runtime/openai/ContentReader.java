package de.lopezitwelt.runtime.openai;

import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.provider.ReplyAssembly;
import de.lopezitwelt.runtime.wire.JsonReader;
import de.lopezitwelt.runtime.wire.TextBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the content of a message: a text, or a list of typed parts. Some providers repeat the whole message so far in
 * each chunk; then only the new part is taken.
 */
final class ContentReader {

    private static final int MOST_LEVELS = 4;

    private final ReplyAssembly reply;
    private boolean deltas;
    private final StringBuilder before = new StringBuilder();

    ContentReader(ReplyAssembly reply) {
        this.reply = reply;
    }

    /** Reads a delta. */
    void delta(JsonReader json) {
        switch (json.kind()) {
            case STRING, NUMBER -> deltas |= reply.text(json);
            case NULL -> json.skip();
            default -> {
                TextBuffer parts = new TextBuffer();
                parts(json, parts, 0);
                String text = parts.take(true);
                reply.text(text);
                deltas |= !text.isEmpty();
            }
        }
    }

    /**
     * Reads reasoning: a text, or parts that contain texts.
     *
     * @param form the field that contains it, see {@link Reasoning}
     * @param whole whether it is all reasoning so far and not only the new part
     */
    void thought(JsonReader json, String form, boolean whole) {
        switch (json.kind()) {
            case STRING -> reply.thought(form, json, whole);
            case OBJECT, ARRAY -> {
                TextBuffer parts = new TextBuffer();
                thoughts(json, parts, 0);
                reply.thought(form, parts.take(true), whole);
            }
            default -> json.skip();
        }
    }

    /** Appends all texts below the fields that contain reasoning. */
    private void thoughts(JsonReader json, TextBuffer into, int level) {
        switch (json.kind()) {
            case STRING -> json.appendTo(into);
            case ARRAY -> {
                json.enterArray();
                while (json.nextElement()) {
                    thoughtsBelow(json, into, level);
                }
            }
            case OBJECT -> {
                json.enterObject();
                for (String field = json.nextField(); field != null; field = json.nextField()) {
                    switch (field) {
                        case "text", "content", "thinking", "summary", "value" -> thoughtsBelow(json, into, level);
                        default -> json.skip();
                    }
                }
            }
            default -> json.skip();
        }
    }

    private void thoughtsBelow(JsonReader json, TextBuffer into, int level) {
        if (level == MOST_LEVELS) {
            json.skip();
        } else {
            thoughts(json, into, level + 1);
        }
    }

    /**
     * Reads the whole message so far, which only repeats what has come in deltas. Without deltas, one that does not extend the
     * text so far is new text.
     */
    void whole(JsonReader json) {
        if (deltas) {
            json.skip();
            return;
        }
        TextBuffer parts = new TextBuffer();
        parts(json, parts, 0);
        String text = parts.take(true);
        String more = startsWith(text, before) ? text.substring(before.length()) : startsWith(before, text) ? "" : text;
        reply.text(more);
        before.append(more);
    }

    private void parts(JsonReader json, TextBuffer into, int level) {
        switch (json.kind()) {
            case STRING, NUMBER -> json.appendTo(into);
            case ARRAY -> {
                json.enterArray();
                while (json.nextElement()) {
                    below(json, into, level);
                }
            }
            case OBJECT -> part(json, into, level);
            default -> json.skip();
        }
    }

    private void below(JsonReader json, TextBuffer into, int level) {
        if (level == MOST_LEVELS) {
            json.skip();
        } else {
            parts(json, into, level + 1);
        }
    }

    /** Reads a part of a message: text, reasoning or a refusal. Other parts are skipped. */
    private void part(JsonReader json, TextBuffer into, int level) {
        int text = -1;
        int start = json.here();
        String type = null;
        boolean refused = false;
        json.enterObject();
        for (String field = json.nextField(); field != null; field = json.nextField()) {
            switch (field) {
                case "type" -> type = json.text();
                case "text", "value" -> {
                    text = json.here();
                    json.skip();
                }
                case "refusal" -> {
                    refused = json.kind() == JsonReader.Kind.STRING;
                    text = refused ? json.here() : text;
                    json.skip();
                }
                default -> json.skip();
            }
        }
        int after = json.here();
        if (isThought(type)) {
            json.goBack(start);
            TextBuffer thought = new TextBuffer();
            thoughts(json, thought, level);
            reply.thought(Reasoning.PART, thought.take(true), false);
        } else if (isText(type) && text >= 0) {
            json.goBack(text);
            below(json, into, level);
        }
        if (refused) {
            reply.refuse();
        }
        json.goBack(after);
    }

    private static boolean isThought(@Nullable String type) {
        return type != null && (type.contains("think") || type.contains("reason"));
    }

    private static boolean isText(@Nullable String type) {
        return type == null
                || type.isEmpty()
                || type.equals("text")
                || type.endsWith("_text")
                || type.equals("refusal");
    }

    private static boolean startsWith(CharSequence text, CharSequence beginning) {
        if (text.length() < beginning.length()) {
            return false;
        }
        for (int i = 0; i < beginning.length(); i++) {
            if (text.charAt(i) != beginning.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
