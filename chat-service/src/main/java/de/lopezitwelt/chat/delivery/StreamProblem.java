package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.ProblemType;
import java.time.Duration;

/** The problem of a caller with too many open streams. */
enum StreamProblem implements ProblemType {
    TOO_MANY_STREAMS;

    private static final Duration SOON = Duration.ofSeconds(2);

    static ProblemException tooMany(int limit) {
        return new ProblemException(TOO_MANY_STREAMS, "At most " + limit + " streams of this kind may be open at once")
                .with("limit", limit)
                .retryAfter(SOON);
    }

    @Override
    public String code() {
        return "too-many-streams";
    }

    @Override
    public String title() {
        return "Too many streams are open";
    }

    @Override
    public int status() {
        return 429;
    }
}
