package de.lopezitwelt.platform.messaging;

import de.lopezitwelt.platform.persistence.AsciiColumn;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a decoded event to what its record declares: a component that is not {@code @Nullable} must be present, and one that
 * is called an id must fit a column of ids. Jackson sets a missing field to null, and the fold would fail on it later; a
 * character outside ASCII would break the fold's statements (ADR 31). A record in a record is held to its own declarations.
 */
public final class RecordContract<T extends Record> {
    private static final ClassValue<RecordContract<?>> CACHE = new ClassValue<>() {
        @Override
        protected RecordContract<?> computeValue(Class<?> type) {
            return new RecordContract<>(type.asSubclass(Record.class));
        }
    };

    private static final int LONGEST_ID = 36;

    private final Class<T> type;
    private final List<Method> required = new ArrayList<>();
    private final List<Method> ids = new ArrayList<>();
    private final List<Method> records = new ArrayList<>();

    private RecordContract(Class<T> type) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            if (isId(component)) {
                ids.add(accessor);
            }
            if (component.getType().isRecord()) {
                records.add(accessor);
            }
            if (!component.getType().isPrimitive()
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                required.add(accessor);
            }
        }
    }

    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordContract<T> of(Class<T> type) {
        return (RecordContract<T>) CACHE.get(type);
    }

    private static boolean isId(RecordComponent component) {
        return component.getType() == String.class && component.getName().endsWith("Id");
    }

    /** Returns the event itself, or throws {@link EventContractException} with the name of the component that is missing or is no id. */
    public T verified(@Nullable T event) {
        if (event == null) {
            throw new EventContractException("data: missing");
        }
        for (Method accessor : required) {
            if (value(accessor, event) == null) {
                throw new EventContractException("data: " + accessor.getName() + " is missing");
            }
        }
        for (Method accessor : ids) {
            if (value(accessor, event) instanceof String id && !AsciiColumn.takes(id, LONGEST_ID)) {
                throw new EventContractException("data: " + accessor.getName() + " is not an id");
            }
        }
        for (Method accessor : records) {
            if (value(accessor, event) instanceof Record inner) {
                of(inner.getClass()).verifyInner(inner);
            }
        }
        return event;
    }

    private void verifyInner(Record inner) {
        verified(type.cast(inner));
    }

    private static @Nullable Object value(Method accessor, Record event) {
        try {
            return accessor.invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new EventContractException("data: " + accessor.getName() + " cannot be read", e);
        }
    }
}
