package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
class MemberRoleText extends WireEnumColumn<MemberRole> {
    MemberRoleText() {
        super(MemberRole.class);
    }
}
