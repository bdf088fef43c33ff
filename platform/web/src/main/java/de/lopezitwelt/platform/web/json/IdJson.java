package de.lopezitwelt.platform.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import de.lopezitwelt.platform.persistence.Id;
import java.io.IOException;
import java.io.Serial;

/** Reads an {@link Id} from a string; every other string and value is refused with a failure that names the field. */
final class IdJson extends StdScalarDeserializer<Id> {
    @Serial
    private static final long serialVersionUID = 1L;

    private IdJson() {
        super(Id.class);
    }

    static SimpleModule module() {
        return new SimpleModule("ids")
                .addDeserializer(Id.class, new IdJson())
                .addSerializer(Id.class, ToStringSerializer.instance);
    }

    @Override
    public Id deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.hasToken(JsonToken.VALUE_STRING)) {
            return (Id) context.handleUnexpectedToken(Id.class, parser);
        }
        String text = parser.getText();
        try {
            return new Id(text);
        } catch (IllegalArgumentException noId) {
            return (Id) context.handleWeirdStringValue(Id.class, text, "not an id");
        }
    }
}
