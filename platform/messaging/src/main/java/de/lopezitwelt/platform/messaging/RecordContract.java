package de.lopezitwelt.platform.messaging;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Holds a decoded event to what its record declares: a component that is not {@code @Nullable} must be present. Jackson
 * sets a missing field to null, and the fold would fail on it later.
 */
public final class RecordContract<T extends Record> {
    private static final ClassValue<RecordContract<?>> CACHE = new ClassValue<>() {
        @Override
        protected RecordContract<?> computeValue(Class<?> type) {
            return new RecordContract<>(type.asSubclass(Record.class));
        }
    };

    private final List<Method> required = new ArrayList<>();

    private RecordContract(Class<T> type) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (!component.getType().isPrimitive()
                    && !component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                Method accessor = component.getAccessor();
                accessor.setAccessible(true);
                required.add(accessor);
            }
        }
    }

    @SuppressWarnings("unchecked")
    public static <T extends Record> RecordContract<T> of(Class<T> type) {
        return (RecordContract<T>) CACHE.get(type);
    }

    /** Returns the event itself, or throws {@link EventContractException} with the name of the missing component. */
    public T verified(@Nullable T event) {
        if (event == null) {
            throw new EventContractException("data: missing");
        }
        for (Method accessor : required) {
            if (value(accessor, event) == null) {
                throw new EventContractException("data: " + accessor.getName() + " is missing");
            }
        }
        return event;
    }

    private static @Nullable Object value(Method accessor, Record event) {
        try {
            return accessor.invoke(event);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new EventContractException("data: " + accessor.getName() + " cannot be read", e);
        }
    }
}
