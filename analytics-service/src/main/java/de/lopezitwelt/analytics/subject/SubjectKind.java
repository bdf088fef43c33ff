package de.lopezitwelt.analytics.subject;

import java.util.Locale;

/** What can be erased; the name is stored in {@code erased_ids.subject_type}. */
enum SubjectKind {
    USER,
    AGENT,
    SESSION;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}
