package de.lopezitwelt.auth.user;

import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.platform.persistence.column.WireEnumColumn;
import jakarta.persistence.Converter;

@Converter
public class UserRoleConverter extends WireEnumColumn<UserRole> {
    public UserRoleConverter() {
        super(UserRole.class);
    }
}
