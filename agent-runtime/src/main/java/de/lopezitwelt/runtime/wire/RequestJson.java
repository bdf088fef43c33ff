package de.lopezitwelt.runtime.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.Image;
import de.lopezitwelt.runtime.model.PromptMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes the bodies of requests. Lone surrogates in a text become escapes instead of failing the request. */
public final class RequestJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private RequestJson() {}

    /** Writes one body. */
    @FunctionalInterface
    public interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** A request's body as UTF-8. */
    public static byte[] write(ModelRequest request, Body body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sizeOf(request));
        try (JsonGenerator json = JSON.createGenerator(out)) {
            body.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
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
