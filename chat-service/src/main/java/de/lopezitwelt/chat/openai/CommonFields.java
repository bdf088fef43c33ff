package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ResponseFormat;
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
