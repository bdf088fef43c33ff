package de.lopezitwelt.runtime.openai;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one chunk of a streamed completion, or a whole completion, token by token into the assembly: this is the hot
 * path, so no tree is built and text is copied once.
 */
final class ChunkParser {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();

    private final ReplyAssembly assembly;

    ChunkParser(ReplyAssembly assembly) {
        this.assembly = assembly;
    }

    /**
     * @throws ModelFailure of kind INVALID_RESPONSE for anything but a completion object
     */
    void parse(byte[] bytes, int from, int length) {
        try (JsonParser json = JSON.createParser(bytes, from, length)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw ModelFailure.of(Kind.INVALID_RESPONSE);
            }
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken value = json.nextToken();
                switch (field) {
                    case "choices" -> choices(json, value);
                    case "usage" -> usage(json, value);
                    case "error" -> error(json, value);
                    default -> json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT) {
                throw ModelFailure.of(Kind.INVALID_RESPONSE);
            }
        } catch (JsonProcessingException e) {
            throw ModelFailure.of(Kind.INVALID_RESPONSE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void choices(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        expect(value == JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            assembly.choice();
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken inner = json.nextToken();
                switch (field) {
                    case "delta", "message" -> delta(json, inner);
                    case "finish_reason" -> {
                        if (inner == JsonToken.VALUE_STRING) {
                            assembly.finish(json.getText());
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        expect(json.currentToken() == JsonToken.END_ARRAY);
    }

    private void delta(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        expect(value == JsonToken.START_OBJECT);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken inner = json.nextToken();
            switch (field) {
                case "content", "refusal" -> {
                    if (inner == JsonToken.VALUE_STRING) {
                        assembly.text(json.getTextCharacters(), json.getTextOffset(), json.getTextLength());
                    } else {
                        expect(inner == JsonToken.VALUE_NULL);
                    }
                }
                case "tool_calls" -> toolCalls(json, inner);
                default -> json.skipChildren();
            }
        }
    }

    private void toolCalls(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        expect(value == JsonToken.START_ARRAY);
        while (json.nextToken() == JsonToken.START_OBJECT) {
            int index = -1;
            String id = null;
            String[] function = new String[2];
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken inner = json.nextToken();
                switch (field) {
                    case "index" -> index = inner == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : -1;
                    case "id" -> id = text(json, inner);
                    case "function" -> function(json, inner, function);
                    default -> json.skipChildren();
                }
            }
            assembly.toolCall(index, id, function[0], function[1]);
        }
    }

    private static void function(JsonParser json, JsonToken value, String[] nameAndArguments) throws IOException {
        expect(value == JsonToken.START_OBJECT);
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken inner = json.nextToken();
            switch (field) {
                case "name" -> nameAndArguments[0] = text(json, inner);
                case "arguments" -> nameAndArguments[1] = text(json, inner);
                default -> json.skipChildren();
            }
        }
    }

    private void usage(JsonParser json, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            return;
        }
        int prompt = -1;
        int completion = -1;
        for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
            JsonToken inner = json.nextToken();
            switch (field) {
                case "prompt_tokens" -> prompt = count(json, inner);
                case "completion_tokens" -> completion = count(json, inner);
                default -> json.skipChildren();
            }
        }
        if (prompt >= 0 && completion >= 0) {
            assembly.usage(prompt, completion);
        }
    }

    private static int count(JsonParser json, JsonToken value) throws IOException {
        return value == JsonToken.VALUE_NUMBER_INT ? Math.max(-1, json.getIntValue()) : -1;
    }

    private void error(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_NULL) {
            return;
        }
        StringBuilder codes = new StringBuilder();
        if (value == JsonToken.START_OBJECT) {
            for (String field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                JsonToken inner = json.nextToken();
                if (field.equals("code") || field.equals("type")) {
                    codes.append(inner.isScalarValue() ? json.getText() : "").append(' ');
                }
                json.skipChildren();
            }
        }
        assembly.error(ErrorResponses.fromCodes(codes.toString()));
    }

    @Nullable
    private static String text(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return json.getText();
        }
        expect(value == JsonToken.VALUE_NULL);
        return null;
    }

    private static void expect(boolean condition) {
        if (!condition) {
            throw ModelFailure.of(Kind.INVALID_RESPONSE);
        }
    }
}
