package de.lopezitwelt.orgbilling.member.permission;

import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
public class MemberRoleText extends WireEnumColumn<MemberRole> {
    public MemberRoleText() {
        super(MemberRole.class);
    }
}
