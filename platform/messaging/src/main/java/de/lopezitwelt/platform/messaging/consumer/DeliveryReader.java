package de.lopezitwelt.platform.messaging.consumer;

import de.lopezitwelt.platform.messaging.DecodedEvent;
import de.lopezitwelt.platform.messaging.EventContractException;
import de.lopezitwelt.platform.messaging.EventDecoder;
import de.lopezitwelt.platform.messaging.EventType;
import de.lopezitwelt.platform.messaging.EventTypes;
import de.lopezitwelt.platform.messaging.deadletter.DeadRecord;
import de.lopezitwelt.platform.messaging.kafka.EventHeaders;
import de.lopezitwelt.platform.messaging.kafka.Topics;
import de.lopezitwelt.platform.persistence.AsciiColumn;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Sorts records into events to fold, records to skip and broken ones. */
final class DeliveryReader {
    private static final int LONGEST_KEY = 128;
    private static final int LONGEST_ID = 160;

    private final String group;
    private final Topics topics;
    private final Map<String, Class<? extends Record>> types = new HashMap<>();
    private final Map<String, String> topicOfType = new HashMap<>();

    DeliveryReader(String group, Topics topics, List<Class<? extends Record>> wanted) {
        this.group = group;
        this.topics = topics;
        for (Class<? extends Record> event : wanted) {
            EventType type = EventTypes.of(event);
            types.put(type.value(), event);
            topicOfType.put(type.value(), type.topic());
        }
    }

    Delivery read(ConsumerRecord<String, byte[]> record) {
        Headers headers = record.headers();
        String redrive = EventHeaders.text(headers, EventHeaders.REDRIVE);
        if (redrive != null && !redrive.equals(group)) {
            return new Delivery.Skipped(Delivery.partitionOf(record), record.offset());
        }
        try {
            String type = typeOf(record);
            Class<? extends Record> data = types.get(type);
            if (data == null || !Objects.equals(topicOfType.get(type), topics.unresolve(record.topic()))) {
                return new Delivery.Skipped(Delivery.partitionOf(record), record.offset());
            }
            ReceivedEvent event = event(record, type, data);
            return new Delivery.Foldable(
                    Delivery.partitionOf(record),
                    record.offset(),
                    Math.max(0, record.serializedValueSize()),
                    event,
                    redrive == null ? null : gapOf(record, event.id()));
        } catch (EventContractException e) {
            return dead(record, Objects.requireNonNullElse(e.getMessage(), "unreadable"));
        }
    }

    /** A dead letter for a record that could be read but not folded. */
    Delivery.Dead dead(ConsumerRecord<String, byte[]> record, String reason) {
        Headers headers = record.headers();
        String id = EventHeaders.text(headers, EventHeaders.ID);
        return new Delivery.Dead(new DeadRecord(
                record,
                gapOf(record, id == null ? record.topic() + '-' + record.partition() + '-' + record.offset() : id),
                EventHeaders.text(headers, EventHeaders.TYPE),
                EventHeaders.number(headers, EventHeaders.AGGREGATE_VERSION),
                reason,
                group.equals(EventHeaders.text(headers, EventHeaders.REDRIVE))));
    }

    private static String gapOf(ConsumerRecord<String, byte[]> record, String id) {
        return Objects.requireNonNullElse(EventHeaders.text(record.headers(), EventHeaders.REDRIVEN_GAP), id);
    }

    private static String typeOf(ConsumerRecord<String, byte[]> record) {
        String named = EventHeaders.text(record.headers(), EventHeaders.TYPE);
        if (named != null) {
            return named;
        }
        if (record.value() == null) {
            throw new EventContractException("a tombstone without a type");
        }
        return EventDecoder.envelope(record.value()).type();
    }

    private ReceivedEvent event(ConsumerRecord<String, byte[]> record, String type, Class<? extends Record> data) {
        requireReference("key", record.key(), LONGEST_KEY);
        Headers headers = record.headers();
        Long announced = EventHeaders.number(headers, EventHeaders.AGGREGATE_VERSION);
        if (record.value() == null) {
            String id = EventHeaders.text(headers, EventHeaders.ID);
            return received(record, requireReference("id", id, LONGEST_ID), type, announced, null);
        }
        DecodedEvent<? extends Record> event = EventDecoder.decode(record.value(), type, data);
        if (announced != null && !announced.equals(event.aggregateVersion())) {
            throw new EventContractException(
                    "aggregateversion: " + event.aggregateVersion() + ", announced " + announced);
        }
        requireReference("id", event.id(), LONGEST_ID);
        return received(record, event.id(), type, event.aggregateVersion(), event);
    }

    /** The names of the event and of its subject are kept in columns of ASCII. */
    private static String requireReference(String what, @Nullable String text, int longest) {
        if (text == null) {
            throw new EventContractException(what + ": missing");
        }
        if (!AsciiColumn.takes(text, longest)) {
            throw new EventContractException(what + ": not 1 to " + longest + " printable characters of ASCII");
        }
        return text;
    }

    private ReceivedEvent received(
            ConsumerRecord<String, byte[]> record,
            String id,
            String type,
            @Nullable Long version,
            @Nullable DecodedEvent<? extends Record> event) {
        return new ReceivedEvent(
                topics.unresolve(record.topic()),
                record.partition(),
                record.offset(),
                record.key(),
                id,
                type,
                version,
                event == null ? null : event.time(),
                event == null ? null : event.actor(),
                event == null ? null : event.data());
    }
}
