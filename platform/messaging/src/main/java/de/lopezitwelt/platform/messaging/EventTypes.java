package de.lopezitwelt.platform.messaging;

/** Reads {@link EventType} from a record class. */
public final class EventTypes {
    private EventTypes() {}

    public static EventType of(Class<? extends Record> event) {
        EventType type = event.getAnnotation(EventType.class);
        if (type == null) {
            throw new IllegalArgumentException(event.getName() + " carries no @EventType");
        }
        return type;
    }
}
