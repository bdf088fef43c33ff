package de.lopezitwelt.platform.web.concurrency;

import de.lopezitwelt.platform.web.problem.CommonProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The condition of an update (RFC 9110 §13.1.1): any version, or one of those named. Weak tags never match.
 *
 * @param versions versions the client knows; empty with {@code any}
 */
public record IfMatch(boolean any, Set<Long> versions) {
    private static final String FIELD = "If-Match";
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_VERSION = 18;

    public IfMatch {
        versions = Set.copyOf(versions);
    }

    /** No header: no condition. */
    public static IfMatch of(@Nullable String header) {
        if (header == null || header.strip().equals("*")) {
            return new IfMatch(true, Set.of());
        }
        var versions = new HashSet<Long>();
        int at = blanks(header, 0);
        for (int tags = 1; ; tags++) {
            if (tags > MOST_TAGS) {
                throw ProblemException.invalid(FIELD, "may hold " + MOST_TAGS + " entity tags");
            }
            boolean weak = header.startsWith("W/", at);
            int open = weak ? at + 2 : at;
            int close = header.startsWith("\"", open) ? header.indexOf('"', open + 1) : -1;
            if (close < 0) {
                throw notTags();
            }
            if (!weak && isVersion(header, open + 1, close)) {
                versions.add(Long.valueOf(header.substring(open + 1, close)));
            }
            at = blanks(header, close + 1);
            if (at == header.length()) {
                return new IfMatch(false, versions);
            }
            if (header.charAt(at) != ',') {
                throw notTags();
            }
            at = blanks(header, at + 1);
        }
    }

    private static ProblemException notTags() {
        return ProblemException.invalid(FIELD, "must hold entity tags in double quotes, or *");
    }

    private static int blanks(String header, int from) {
        int at = from;
        while (at < header.length() && (header.charAt(at) == ' ' || header.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    private static boolean isVersion(String header, int from, int to) {
        return to > from
                && to - from <= LONGEST_VERSION
                && header.chars().skip(from).limit(to - from).allMatch(c -> c >= '0' && c <= '9');
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
