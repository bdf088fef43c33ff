package de.lopezitwelt.runtime.probe;

import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One way of calling a model. */
public enum Probe {
    /** An answer in one piece. */
    ANSWER(null),
    /** An answer as a stream, with the tokens that it used. */
    STREAM(null),
    /** A call of a tool, and an answer that uses the tool's result. */
    TOOLS(Capability.TOOLS),
    /** An answer that is a JSON object. */
    JSON_OBJECT(Capability.JSON_OBJECT),
    /** An answer that fits a JSON Schema. */
    JSON_SCHEMA(Capability.JSON_SCHEMA),
    /** A question about an image. */
    IMAGES(Capability.IMAGES);

    private final @Nullable Capability capability;

    Probe(@Nullable Capability capability) {
        this.capability = capability;
    }

    /** Whether the catalog says that the model can do this; every model must be able to answer. */
    boolean isPromisedBy(ModelDefinition model) {
        return capability == null || model.capabilities().contains(capability);
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
