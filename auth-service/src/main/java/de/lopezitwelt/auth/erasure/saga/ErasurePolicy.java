package de.lopezitwelt.auth.erasure.saga;

import de.lopezitwelt.auth.erasure.ErasureStatus;
import de.lopezitwelt.auth.erasure.Vote;
import de.lopezitwelt.auth.erasure.Vote.Outcome;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts votes. */
final class ErasurePolicy {
    private ErasurePolicy() {}

    /**
     * Where an erasure goes from here. A refusal counts only when everybody has voted: otherwise a vote still on its way
     * could be taken for an answer to the next attempt.
     */
    static ErasureStatus next(ErasureStatus status, List<Vote> votes, Set<String> voters, Set<String> holders) {
        return switch (status) {
            case REQUESTED -> {
                Set<String> refused = services(votes, Outcome.REFUSED);
                Set<String> voted = services(votes, Outcome.ACCEPTED);
                voted.addAll(refused);
                if (!voted.containsAll(voters)) {
                    yield ErasureStatus.REQUESTED;
                }
                yield refused.isEmpty() ? ErasureStatus.APPROVED : ErasureStatus.REFUSED;
            }
            case APPROVED ->
                services(votes, Outcome.COMPLETED).containsAll(holders)
                        ? ErasureStatus.COMPLETED
                        : ErasureStatus.APPROVED;
            case REFUSED, COMPLETED -> status;
        };
    }

    private static Set<String> services(List<Vote> votes, Outcome outcome) {
        var services = new HashSet<String>();
        for (Vote vote : votes) {
            if (vote.outcome() == outcome) {
                services.add(vote.service());
            }
        }
        return services;
    }
}
