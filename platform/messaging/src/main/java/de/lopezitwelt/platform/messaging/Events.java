package de.lopezitwelt.platform.messaging;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.persistence.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Turns event records into outbox messages. Does no I/O. */
@ApplicationScoped
public class Events {
    private static final ObjectMapper JSON = EventJson.MAPPER;
    private static final JsonFactory FACTORY = JSON.getFactory();

    private final IdGenerator ids;
    private final TraceparentSource traces;
    private final String source;

    @Inject
    Events(
            IdGenerator ids,
            Instance<TraceparentSource> traces,
            @ConfigProperty(name = "lopez.service.name") String service) {
        this(ids, traces.isResolvable() ? traces.get() : () -> null, service);
    }

    /** For use without a container. */
    public Events(IdGenerator ids, TraceparentSource traces, String service) {
        this.ids = ids;
        this.traces = traces;
        this.source = "/lopez/" + service;
    }

    /**
     * A fact about an aggregate.
     *
     * @param aggregateVersion the aggregate's version after the change, assigned under its row lock
     * @param actor see {@link Actor#reference()}
     */
    public OutboxMessage domain(Record event, String aggregateId, long aggregateVersion, @Nullable String actor) {
        return message(event, aggregateId, aggregateVersion, actor);
    }

    /**
     * A full snapshot for replicas. The versions of one key must never fall: consumers treat a lower one as an old
     * snapshot.
     */
    public OutboxMessage state(Record snapshot, String key, long aggregateVersion) {
        return message(snapshot, key, aggregateVersion, null);
    }

    /** Ends a key on a compacted topic. */
    public OutboxMessage tombstone(Class<? extends Record> snapshotType, String key, long aggregateVersion) {
        EventType type = EventTypes.of(snapshotType);
        return new OutboxMessage(ids.next(), type.topic(), key, type.value(), aggregateVersion, null);
    }

    /**
     * An entry of a stream. The event's id becomes the id of its row, and it is the Kafka key, which spreads the
     * entries over the partitions.
     */
    public OutboxMessage stream(Record event, @Nullable String actor) {
        return message(event, null, null, actor);
    }

    private OutboxMessage message(Record event, @Nullable String key, @Nullable Long version, @Nullable String actor) {
        EventType type = EventTypes.of(event.getClass());
        String id = ids.next();
        String subject = key == null ? id : key;
        return new OutboxMessage(
                id,
                type.topic(),
                subject,
                type.value(),
                version,
                json(event, id, type.value(), subject, version, actor));
    }

    private String json(
            Record event, String id, String type, String subject, @Nullable Long version, @Nullable String actor) {
        StringWriter text = new StringWriter(512);
        try (JsonGenerator out = FACTORY.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("specversion", "1.0");
            out.writeStringField("id", id);
            out.writeStringField("type", type);
            out.writeStringField("source", source);
            out.writeStringField("subject", subject);
            out.writeStringField("time", WireTime.text(IdGenerator.timeOf(id)));
            out.writeStringField("datacontenttype", "application/json");
            if (version != null) {
                out.writeNumberField("aggregateversion", version);
            }
            String traceparent = traces.current();
            if (traceparent != null) {
                out.writeStringField("traceparent", traceparent);
            }
            if (actor != null) {
                out.writeStringField("actor", actor);
            }
            out.writeFieldName("data");
            JSON.writeValue(out, event);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("event " + type + " cannot be written as JSON", e);
        }
        return text.toString();
    }
}
