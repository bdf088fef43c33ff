package de.lopezitwelt.analytics.audit.chain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A personal part of an audit row. It is kept apart, with a salt that is erased with it, so that its content cannot be
 * guessed from the digest in the chain.
 *
 * @param subjectId whose data it is; null when no user can be named
 * @param content JSON
 */
@SuppressWarnings("ArrayRecordComponent") // parts are never compared, and a salt is no use as text
public record PersonalPart(
        String auditId, Kind kind, @Nullable String subjectId, byte[] salt, String content) {

    public enum Kind {
        ORIGIN,
        VALUES;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Digest digest() {
        return Digest.over(salt, content);
    }
}
