package de.lopezitwelt.orgbilling.invitation;

import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class InvitationStatusText extends WireEnumColumn<InvitationStatus> {
    InvitationStatusText() {
        super(InvitationStatus.class);
    }
}
