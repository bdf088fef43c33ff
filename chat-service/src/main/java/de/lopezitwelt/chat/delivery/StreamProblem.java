package de.lopezitwelt.chat.delivery;

import de.lopezitwelt.platform.web.problem.EnumProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.Duration;

/** The problem of a caller with too many open streams. */
enum StreamProblem implements EnumProblem {
    TOO_MANY_STREAMS("Too many streams are open", 429);

    private static final Duration SOON = Duration.ofSeconds(2);

    private final Description description;

    StreamProblem(String title, int status) {
        this.description = new Description(title, status);
    }

    @Override
    public Description description() {
        return description;
    }

    static ProblemException tooMany(int limit) {
        return new ProblemException(TOO_MANY_STREAMS, "At most " + limit + " streams of this kind may be open at once")
                .with("limit", limit)
                .retryAfter(SOON);
    }
}
