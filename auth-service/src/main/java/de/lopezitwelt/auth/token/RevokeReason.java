package de.lopezitwelt.auth.token;

import java.util.Locale;

/** Why a sign-in ended before its time. */
public enum RevokeReason {
    LOGOUT,
    LOGOUT_EVERYWHERE,
    DEVICE_REVOKED,
    REUSE,
    PASSWORD_CHANGED,
    ROLE_CHANGED,
    DEACTIVATED,
    ERASURE;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
