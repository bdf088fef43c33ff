package de.lopezitwelt.platform.web.openapi;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

/**
 * Turns the schema of the events' data into one of the events, {@code {"event": …, "data": …}}, and refers to it as
 * {@code x-item-schema}, which means the same as {@code itemSchema} of OpenAPI 3.2. The answer as a whole is text.
 */
final class EventStreamSchemas {
    static final String ITEM_SCHEMA = "x-item-schema";

    private static final String EVENT_STREAM = "text/event-stream";

    /** Names of events by the name of the schema of their data. */
    private final Map<String, String> events = new HashMap<>();

    EventStreamSchemas(IndexView index) {
        for (AnnotationInstance event : index.getAnnotations(DotName.createSimple(StreamEvent.class.getName()))) {
            events.put(
                    RecordSchemas.schemaName(event.target().asClass()),
                    event.value().asString());
        }
    }

    void describe(OpenAPI document) {
        UsedSchemas.operations(document)
                .flatMap(operation -> operation.getResponses().getAPIResponses().values().stream())
                .filter(response -> response.getContent() != null)
                .map(response -> response.getContent().getMediaType(EVENT_STREAM))
                .filter(Objects::nonNull)
                .filter(stream ->
                        stream.getSchema() != null && stream.getSchema().getRef() != null)
                .forEach(stream -> describe(stream, UsedSchemas.schemas(document)));
    }

    private void describe(MediaType stream, Map<String, Schema> schemas) {
        String reference = stream.getSchema().getRef();
        Schema item =
                Objects.requireNonNull(schemas.get(reference.substring(UsedSchemas.REFERENCE.length())), reference);
        List<Schema> alternatives = item.getOneOf();
        if (alternatives != null && alternatives.stream().allMatch(alternative -> alternative.getRef() != null)) {
            item.setType(null);
            item.setOneOf(alternatives.stream().map(this::event).toList());
        }
        stream.setSchema(OASFactory.createSchema().addType(SchemaType.STRING));
        stream.addExtension(ITEM_SCHEMA, OASFactory.createSchema().ref(reference));
    }

    private Schema event(Schema data) {
        Schema event = OASFactory.createSchema().addType(SchemaType.OBJECT);
        String name = events.get(data.getRef().substring(UsedSchemas.REFERENCE.length()));
        Schema named = OASFactory.createSchema().addType(SchemaType.STRING);
        event.addProperty("event", name == null ? named : named.constValue(name));
        if (name != null) {
            event.addRequired("event");
        }
        return event.addProperty("data", data).addRequired("data");
    }
}
