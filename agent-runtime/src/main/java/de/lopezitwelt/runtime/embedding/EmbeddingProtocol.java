package de.lopezitwelt.runtime.embedding;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.provider.Protocol;
import de.lopezitwelt.runtime.provider.ProviderError;
import de.lopezitwelt.runtime.provider.ReplyAssembly;
import de.lopezitwelt.runtime.wire.RequestJson;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * OpenAI's embeddings. One call has one of these, which keeps the vectors of its last attempt. The answer is read
 * leniently: a vector may be numbers or Base64, and without an index it belongs to the input of its place.
 */
final class EmbeddingProtocol implements Protocol {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int USUAL_DIMENSIONS = 1_536;
    private static final int MOST_DIMENSIONS = 65_536;

    private final EmbeddingRequest asked;
    private float[][] vectors = {};

    EmbeddingProtocol(EmbeddingRequest asked) {
        this.asked = asked;
    }

    /** One vector for each input, in order; complete when the call is. */
    List<float[]> vectors() {
        return Arrays.asList(vectors);
    }

    @Override
    public String path() {
        return "/embeddings";
    }

    /** Numbers are asked for by saying nothing: not every server knows another form. */
    @Override
    public byte[] write(ModelRequest request, ModelDefinition model) {
        return RequestJson.write(
                request,
                json -> {
                    json.writeStringField("model", model.upstreamName());
                    if (asked.dimensions() != null) {
                        json.writeNumberField("dimensions", asked.dimensions());
                    }
                },
                model.quirks().bodyPatches(Sampling.Extras.NONE),
                this::inputs);
    }

    private void inputs(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("input");
        for (EmbeddingInput input : asked.inputs()) {
            switch (input) {
                case EmbeddingInput.Text(String text) -> json.writeString(text);
                case EmbeddingInput.Tokens(List<Integer> ids) -> {
                    json.writeStartArray();
                    for (int id : ids) {
                        json.writeNumber(id);
                    }
                    json.writeEndArray();
                }
            }
        }
        json.writeEndArray();
    }

    @Override
    public EventReader reader(ReplyAssembly reply) {
        vectors = new float[asked.inputs().size()][];
        return (bytes, from, length) -> {
            ProviderError said = ProviderError.ifAny(bytes, from, length);
            if (said != null) {
                reply.fail(said);
                return true;
            }
            try (JsonParser json = JSON.createParser(bytes, from, length)) {
                answer(json, reply);
            } catch (IOException | IllegalArgumentException unreadable) {
                reply.fail(ModelFailure.of(Kind.INVALID_RESPONSE));
                return true;
            }
            if (!complete()) {
                reply.fail(ModelFailure.of(Kind.INVALID_RESPONSE));
                return true;
            }
            reply.begin();
            reply.finish("stop");
            reply.end();
            return true;
        };
    }

    private boolean complete() {
        return Arrays.stream(vectors)
                .allMatch(vector -> vector != null && vector.length > 0 && vector.length == vectors[0].length);
    }

    private void answer(JsonParser json, ReplyAssembly reply) throws IOException {
        enter(json, json.nextToken(), JsonToken.START_OBJECT);
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("data") && value == JsonToken.START_ARRAY) {
                for (int i = 0; json.nextToken() != JsonToken.END_ARRAY; i++) {
                    item(json, i);
                }
            } else if (field.equals("usage") && value == JsonToken.START_OBJECT) {
                usage(json, reply);
            } else {
                json.skipChildren();
            }
        }
    }

    private void item(JsonParser json, int place) throws IOException {
        enter(json, json.currentToken(), JsonToken.START_OBJECT);
        int index = place;
        float[] vector = {};
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (field.equals("index") && value == JsonToken.VALUE_NUMBER_INT) {
                index = json.getIntValue();
            } else if (field.equals("embedding")) {
                vector = vector(json, value);
            } else {
                json.skipChildren();
            }
        }
        if (index < 0 || index >= vectors.length || vectors[index] != null) {
            throw new IOException("an index that was not asked for");
        }
        vectors[index] = vector;
    }

    private static float[] vector(JsonParser json, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return Vectors.ofBase64(json.getText());
        }
        enter(json, value, JsonToken.START_ARRAY);
        float[] numbers = new float[USUAL_DIMENSIONS];
        int size = 0;
        while (json.nextToken() != JsonToken.END_ARRAY) {
            float number = json.getFloatValue();
            if (!Float.isFinite(number) || size == MOST_DIMENSIONS) {
                throw new IOException("not a vector");
            }
            if (size == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * size);
            }
            numbers[size++] = number;
        }
        return Arrays.copyOf(numbers, size);
    }

    private static void usage(JsonParser json, ReplyAssembly reply) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            if (json.nextToken() == JsonToken.VALUE_NUMBER_INT && field.equals("prompt_tokens")) {
                reply.usage().prompt(json.getIntValue());
                reply.usage().completion(0);
            } else {
                json.skipChildren();
            }
        }
    }

    private static void enter(JsonParser json, JsonToken found, JsonToken expected) throws IOException {
        if (found != expected) {
            throw new IOException(
                    "expected " + expected + " at " + json.currentLocation().getByteOffset());
        }
    }
}
