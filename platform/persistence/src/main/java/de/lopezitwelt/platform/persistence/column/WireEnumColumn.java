package de.lopezitwelt.platform.persistence.column;

import jakarta.persistence.AttributeConverter;
import org.jspecify.annotations.Nullable;

/** A column that holds an enum as {@link WireEnum} writes it. JPA wants a class of its own for each enum: extend this one. */
public abstract class WireEnumColumn<E extends Enum<E>> implements AttributeConverter<E, String> {
    private final Class<E> type;

    protected WireEnumColumn(Class<E> type) {
        this.type = type;
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable E value) {
        return value == null ? null : WireEnum.name(value);
    }

    @Override
    public @Nullable E convertToEntityAttribute(@Nullable String column) {
        return column == null ? null : WireEnum.parse(type, column);
    }
}
