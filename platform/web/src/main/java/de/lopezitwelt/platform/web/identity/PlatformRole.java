package de.lopezitwelt.platform.web.identity;

import de.lopezitwelt.platform.persistence.column.WireEnum;
import java.util.Locale;

/** The platform's roles; each holds what the ones before it hold. */
public enum PlatformRole {
    USER,
    MODERATOR,
    ADMIN;

    public boolean includes(PlatformRole other) {
        return compareTo(other) >= 0;
    }

    /** The role's name in tokens and in the API. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The name for {@code @RolesAllowed}. */
    public String authority() {
        return "platform:" + wireName();
    }

    /** @throws IllegalArgumentException for an unknown name */
    public static PlatformRole ofWireName(String name) {
        return WireEnum.parse(PlatformRole.class, name);
    }
}
