package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The lower-case names of the column. */
@Converter
class MemberRoleText implements AttributeConverter<MemberRole, String> {
    @Override
    public String convertToDatabaseColumn(MemberRole role) {
        return role.wireName();
    }

    @Override
    public MemberRole convertToEntityAttribute(String text) {
        return MemberRole.valueOf(text.toUpperCase(Locale.ROOT));
    }
}
