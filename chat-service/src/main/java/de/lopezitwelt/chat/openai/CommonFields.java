package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Fields that completions and responses share; completions nest them one level deeper. */
public final class CommonFields {
    private CommonFields() {}

    /** Reads the format. @param schema the object with name and schema, for type json_schema */
    public static @Nullable ResponseFormat format(@Nullable JsonFields format, UnaryOperator<JsonFields> schema) {
        if (format == null) {
            return null;
        }
        return switch (format.requiredText("type")) {
            case "text" -> new ResponseFormat.Text();
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" -> jsonSchema(schema.apply(format));
            default -> throw format.invalid("type", "must be text, json_object or json_schema");
        };
    }

    private static ResponseFormat jsonSchema(JsonFields schema) {
        return new ResponseFormat.JsonSchema(
                schema.requiredText("name"), schema.requiredObject("schema").json(), schema.flag("strict", false));
    }

    /** Reads what is sent only to models that take it. */
    public static Sampling.Extras extras(JsonFields body, @Nullable String effort, @Nullable String verbosity) {
        Map<String, Double> bias = new LinkedHashMap<>();
        JsonFields biased = body.object("logit_bias");
        if (biased != null) {
            biased.json().fieldNames().forEachRemaining(token -> {
                Double value = biased.number(token, -100, 100);
                if (value != null) {
                    bias.put(token, value);
                }
            });
        }
        return new Sampling.Extras(effort, verbosity, body.text("service_tier"), bias, Map.of(), null);
    }

    /** The arguments of an earlier call, as JSON text. Some models and clients make an object of them. */
    public static String arguments(JsonFields call) {
        JsonNode arguments = call.find("arguments");
        if (arguments != null && arguments.isObject()) {
            return arguments.toString();
        }
        String text = call.text("arguments");
        return text == null ? "" : text;
    }
}
