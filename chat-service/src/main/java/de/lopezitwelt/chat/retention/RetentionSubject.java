package de.lopezitwelt.chat.retention;

import java.util.Locale;

/** Which sessions a rule is for. */
enum RetentionSubject {
    USER,
    ORGANIZATION;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
