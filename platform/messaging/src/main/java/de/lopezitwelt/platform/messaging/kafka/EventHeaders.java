package de.lopezitwelt.platform.messaging.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Kafka headers beside the body, named as in the Kafka binding of CloudEvents, so that even a record with a broken body
 * can be filed.
 */
public final class EventHeaders {
    public static final String CONTENT_TYPE = "content-type";
    public static final String STRUCTURED_JSON = "application/cloudevents+json; charset=UTF-8";
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String AGGREGATE_VERSION = "ce_aggregateversion";

    /** On a dead letter: the reason and the source. */
    public static final String REASON = "dlq_reason";

    public static final String SOURCE_GROUP = "dlq_group";
    public static final String SOURCE_TOPIC = "dlq_topic";
    public static final String SOURCE_PARTITION = "dlq_partition";
    public static final String SOURCE_OFFSET = "dlq_offset";

    /** On a record that was sent again from the dead letters: the only group that may fill its gap with it. */
    public static final String REDRIVE = "redrive";

    /**
     * Beside {@link #REDRIVE}: the gap that the record fills, because a record without an id of its own could not name
     * it.
     */
    public static final String REDRIVEN_GAP = "redrive_gap";

    private EventHeaders() {}

    public static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    public static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** Null when the header is missing or is no number. */
    public static @Nullable Long number(Headers headers, String name) {
        String text = text(headers, name);
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
