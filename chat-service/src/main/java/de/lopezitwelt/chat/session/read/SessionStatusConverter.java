package de.lopezitwelt.chat.session.read;

import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
public class SessionStatusConverter extends WireEnumColumn<SessionStatus> {
    SessionStatusConverter() {
        super(SessionStatus.class);
    }
}
