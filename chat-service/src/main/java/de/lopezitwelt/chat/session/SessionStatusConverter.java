package de.lopezitwelt.chat.session;

import de.lopezitwelt.platform.persistence.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class SessionStatusConverter extends WireEnumColumn<SessionStatus> {
    SessionStatusConverter() {
        super(SessionStatus.class);
    }
}
