package de.lopezitwelt.platform.messaging.outbox;

import de.lopezitwelt.platform.messaging.OutboxMessage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The events of a transaction as one text. Each event is a line of id, topic, key, type, version and the payload's
 * length in characters, separated by tabs, followed by the payload itself. A dash stands for no version, or for a
 * tombstone's payload.
 */
final class EventFrames {
    private static final char SEPARATOR = '\t';
    private static final char END = '\n';
    private static final String NONE = "-";
    private static final int FIELDS = 6;
    private static final int USUAL_EVENT = 700;

    private EventFrames() {}

    static String write(List<OutboxMessage> messages) {
        StringBuilder text = new StringBuilder(messages.size() * USUAL_EVENT);
        for (OutboxMessage message : messages) {
            field(text, message.id()).append(SEPARATOR);
            field(text, message.topic()).append(SEPARATOR);
            field(text, message.key()).append(SEPARATOR);
            field(text, message.type()).append(SEPARATOR);
            Long version = message.aggregateVersion();
            text.append(version == null ? NONE : version.toString()).append(SEPARATOR);
            String payload = message.payload();
            if (payload == null) {
                text.append(NONE).append(END);
            } else {
                text.append(payload.length()).append(END).append(payload);
            }
        }
        return text.toString();
    }

    /** @throws IllegalStateException when {@link #write} did not write the text */
    static List<OutboxMessage> read(String text) {
        List<OutboxMessage> messages = new ArrayList<>();
        String[] fields = new String[FIELDS];
        for (int from = 0; from < text.length(); ) {
            for (int field = 0; field < FIELDS; field++) {
                int end = text.indexOf(field == FIELDS - 1 ? END : SEPARATOR, from);
                if (end < 0) {
                    throw new IllegalStateException("a row of the outbox is cut off");
                }
                fields[field] = text.substring(from, end);
                from = end + 1;
            }
            String payload = null;
            if (!fields[5].equals(NONE)) {
                int end = from + Integer.parseInt(fields[5]);
                payload = text.substring(from, end);
                from = end;
            }
            messages.add(new OutboxMessage(fields[0], fields[1], fields[2], fields[3], version(fields[4]), payload));
        }
        return messages;
    }

    private static @Nullable Long version(String field) {
        return field.equals(NONE) ? null : Long.valueOf(field);
    }

    private static StringBuilder field(StringBuilder text, String value) {
        if (value.indexOf(SEPARATOR) >= 0 || value.indexOf(END) >= 0) {
            throw new IllegalArgumentException("ids, topics, keys and types of events hold no tab and no line break");
        }
        return text.append(value);
    }
}
