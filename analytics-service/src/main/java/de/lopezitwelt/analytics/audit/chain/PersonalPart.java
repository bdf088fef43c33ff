package de.lopezitwelt.analytics.audit.chain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of an audit row is personal: it stands aside, under a salt that goes with it, so that nobody can guess it back
 * from the digest in the chain.
 *
 * @param subjectId whose data it is; null when nobody can be named
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
