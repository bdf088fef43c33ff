package de.lopezitwelt.chat.budget;

import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** Limits the concurrent calls of one kind for each user, on one instance. */
public final class FewPerUser {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final int most;
    private final String what;
    private final ConcurrentHashMap<String, Integer> underWay = new ConcurrentHashMap<>();

    /** @param what the kind of calls, in the plural */
    public FewPerUser(int most, String what) {
        this.most = most;
        this.what = what;
    }

    /** Does the work, or fails with 429 when the user has the most calls that may run. */
    public <T> Uni<T> admit(String userId, Uni<T> work) {
        return Uni.createFrom().deferred(() -> {
            if (underWay.merge(userId, 1, Integer::sum) > most) {
                leave(userId);
                throw new ProblemException(
                                BudgetProblem.TOO_MANY_REPLIES,
                                "At most " + most + " " + what + " may be under way at once")
                        .retryAfter(SOON);
            }
            return work.onTermination().invoke(() -> leave(userId));
        });
    }

    private void leave(String userId) {
        underWay.computeIfPresent(userId, (id, count) -> count == 1 ? null : count - 1);
    }
}
