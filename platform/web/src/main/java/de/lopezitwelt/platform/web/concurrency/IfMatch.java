package de.lopezitwelt.platform.web.concurrency;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition of an update (RFC 9110 §13.1.1): any version, or one of those named. Weak tags never match.
 *
 * @param versions versions the client knows; empty with {@code any}
 */
public record IfMatch(boolean any, Set<Long> versions) {
    private static final Pattern TAGS = Pattern.compile("\\s*(?:W/)?\"[^\"]*\"\\s*(?:,\\s*(?:W/)?\"[^\"]*\"\\s*)*");
    private static final Pattern STRONG_VERSION = Pattern.compile("(?<!W/)\"(\\d{1,18})\"");

    public IfMatch {
        versions = Set.copyOf(versions);
    }

    /** No header: no condition. */
    public static IfMatch of(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new IfMatch(true, Set.of());
        }
        if (!TAGS.matcher(header).matches()) {
            throw ProblemException.invalid("If-Match", "must hold entity tags in double quotes, or *");
        }
        var versions = new HashSet<Long>();
        STRONG_VERSION.matcher(header).results().forEach(tag -> versions.add(Long.valueOf(tag.group(1))));
        return new IfMatch(false, versions);
    }

    /** @throws ProblemException 428 without the header */
    public static IfMatch required(@Nullable String header) {
        if (header == null) {
            throw new ProblemException(
                    CommonProblem.PRECONDITION_REQUIRED,
                    "Send the ETag of what you read as If-Match, or * to overwrite");
        }
        return of(header);
    }

    public boolean allows(long currentVersion) {
        return any || versions.contains(currentVersion);
    }

    /** @throws ProblemException 412 when the row has moved on */
    public void check(long currentVersion) {
        if (!allows(currentVersion)) {
            throw ETags.changed();
        }
    }
}
