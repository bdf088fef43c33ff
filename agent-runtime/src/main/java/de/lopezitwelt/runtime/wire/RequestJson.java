package de.lopezitwelt.runtime.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the bodies of requests. Lone surrogates in a text become escapes instead of failing the request. */
public final class RequestJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private RequestJson() {}

    /** Writes some fields of a body. */
    @FunctionalInterface
    public interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    /**
     * A request's body as UTF-8.
     *
     * @param patches JSON merge patches, which change the settings in this order
     */
    public static byte[] write(ModelRequest request, Fields settings, List<JsonNode> patches, Fields messages) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sizeOf(request));
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            if (patches.isEmpty()) {
                settings.write(json);
            } else {
                for (var field : patched(settings, patches).properties()) {
                    json.writeFieldName(field.getKey());
                    json.writeTree(field.getValue());
                }
            }
            messages.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** The settings only: the messages hold images, which are too large to be read again. */
    private static JsonNode patched(Fields settings, List<JsonNode> patches) throws IOException {
        try (TokenBuffer buffer = new TokenBuffer(JSON, false)) {
            buffer.writeStartObject();
            settings.write(buffer);
            buffer.writeEndObject();
            JsonNode patched = JSON.readTree(buffer.asParser());
            for (JsonNode patch : patches) {
                patched = MergePatch.apply(patched, patch);
            }
            return patched;
        }
    }

    /**
     * Estimates the size of the body: images are large, and a buffer that doubles would need three times their size.
     */
    private static int sizeOf(ModelRequest request) {
        int size = 1_024;
        for (PromptMessage turn : request.prompt()) {
            size += turn.content().length() + 64;
            for (Image image : turn.images()) {
                size += image.base64().length() + 128;
            }
        }
        return size;
    }

    /** The arguments of a tool call as an object; empty when the model wrote anything else. */
    public static JsonNode objectOrEmpty(String arguments) {
        JsonNode parsed = parsed(arguments);
        return parsed != null && parsed.isObject() ? parsed : JSON.createObjectNode();
    }

    /** The arguments of a tool call as the model wrote them when they are an object; else an empty one, since servers parse them. */
    public static String objectText(String arguments) {
        JsonNode parsed = parsed(arguments);
        return parsed != null && parsed.isObject() ? arguments : "{}";
    }

    /** Parses an array; empty when the text is no JSON array. */
    public static JsonNode arrayOrEmpty(String text) {
        JsonNode parsed = parsed(text);
        return parsed != null && parsed.isArray() ? parsed : JSON.createArrayNode();
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException broken) {
            return null;
        }
    }
}
