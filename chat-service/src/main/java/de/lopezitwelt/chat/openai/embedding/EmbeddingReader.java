package de.lopezitwelt.chat.openai.embedding;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.embedding.EmbeddingInput;
import de.lopezitwelt.runtime.embedding.EmbeddingRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of {@code POST /v1/embeddings}. Fields it does not know, {@code user} among them, are ignored, as OpenAI's
 * clients expect.
 */
final class EmbeddingReader {
    private static final String INPUT = "input";

    private final JsonFields body;
    private final int maxInputs;

    private EmbeddingReader(JsonFields body, int maxInputs) {
        this.body = body;
        this.maxInputs = maxInputs;
    }

    /**
     * @param deployment the model that the path names; null when the body does
     * @throws ProblemException 400 naming the field
     */
    static EmbeddingQuery read(
            @Nullable JsonNode json, @Nullable String deployment, int maxInputs, @Nullable String traceparent) {
        if (json == null || !json.isObject()) {
            throw ProblemException.invalid("", "The body must be a JSON object");
        }
        JsonFields body = new JsonFields(json, "");
        String model = deployment == null ? body.requiredText("model") : deployment;
        String format = body.text("encoding_format");
        boolean base64 = "base64".equals(format);
        if (format != null && !base64 && !format.equals("float")) {
            throw body.invalid("encoding_format", "must be float or base64");
        }
        List<EmbeddingInput> inputs = new EmbeddingReader(body, maxInputs).inputs();
        return new EmbeddingQuery(
                model, new EmbeddingRequest(inputs, body.positive("dimensions"), traceparent), base64);
    }

    private List<EmbeddingInput> inputs() {
        JsonNode input = body.find(INPUT);
        if (input == null) {
            throw body.invalid(INPUT, "is required");
        }
        if (input.isTextual()) {
            return List.of(text(input, INPUT));
        }
        if (!input.isArray()) {
            throw body.invalid(INPUT, "must be a string, or an array of strings or of tokens");
        }
        if (input.isEmpty()) {
            throw body.invalid(INPUT, "must not be empty");
        }
        if (input.get(0).isNumber()) {
            return List.of(tokens(input, INPUT));
        }
        if (input.size() > maxInputs) {
            throw body.invalid(INPUT, "must have at most " + maxInputs + " items");
        }
        List<EmbeddingInput> inputs = new ArrayList<>(input.size());
        for (int i = 0; i < input.size(); i++) {
            String path = INPUT + "[" + i + "]";
            JsonNode item = input.get(i);
            inputs.add(item.isArray() ? tokens(item, path) : text(item, path));
        }
        return inputs;
    }

    private static EmbeddingInput text(JsonNode item, String path) {
        if (!item.isTextual()) {
            throw ProblemException.invalid(path, "must be a string or an array of tokens");
        }
        if (item.textValue().isEmpty()) {
            throw ProblemException.invalid(path, "must not be empty");
        }
        return new EmbeddingInput.Text(item.textValue());
    }

    private static EmbeddingInput tokens(JsonNode array, String path) {
        if (array.isEmpty()) {
            throw ProblemException.invalid(path, "must not be empty");
        }
        List<Integer> ids = new ArrayList<>(array.size());
        for (JsonNode id : array) {
            if (!id.isIntegralNumber() || !id.canConvertToInt() || id.intValue() < 0) {
                throw ProblemException.invalid(path + "[" + ids.size() + "]", "must be a token: a whole number from 0");
            }
            ids.add(id.intValue());
        }
        return new EmbeddingInput.Tokens(ids);
    }
}
