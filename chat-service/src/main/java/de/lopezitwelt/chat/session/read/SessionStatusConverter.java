package de.lopezitwelt.chat.session.read;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** The ENUM column holds the wire names. */
@Converter
public class SessionStatusConverter implements AttributeConverter<SessionStatus, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable SessionStatus status) {
        return status == null ? null : status.wireName();
    }

    @Override
    public @Nullable SessionStatus convertToEntityAttribute(@Nullable String stored) {
        return stored == null ? null : SessionStatus.fromWire(stored);
    }
}
