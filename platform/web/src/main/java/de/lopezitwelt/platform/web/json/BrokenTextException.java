package de.lopezitwelt.platform.web.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.Serial;

/** A value or a name holds one half of a surrogate pair. */
public final class BrokenTextException extends JsonMappingException {
    @Serial
    private static final long serialVersionUID = 1L;

    BrokenTextException(JsonParser parser) {
        super(parser, "half of a surrogate pair");
    }
}
