package de.lopezitwelt.auth.user;

import de.lopezitwelt.contracts.user.UserRole;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Locale;

/** The column holds the role in lower case. */
@Converter
public class UserRoleConverter implements AttributeConverter<UserRole, String> {
    @Override
    public String convertToDatabaseColumn(UserRole role) {
        return role.wireName();
    }

    @Override
    public UserRole convertToEntityAttribute(String column) {
        return UserRole.valueOf(column.toUpperCase(Locale.ROOT));
    }
}
