package de.lopezitwelt.auth.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import de.lopezitwelt.auth.erasure.Vote.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How far an erasure is.
 *
 * @param ticket to ask with later, when no token of the user works any more; shown this once
 * @param waitingFor services that have not answered yet
 * @param refusals why it was refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ErasureView(
        ErasureStatus status,
        Instant requestedAt,
        @Nullable Instant endedAt,
        Set<String> waitingFor,
        List<Refusal> refusals,
        @Nullable String ticket) {
    record Refusal(String service, @Nullable String reason) {}

    static ErasureView of(Erasure erasure, List<Vote> votes, ErasureConfig config, @Nullable String ticket) {
        return new ErasureView(
                erasure.status(),
                erasure.requestedAt(),
                erasure.endedAt(),
                waitingFor(erasure.status(), votes, config),
                votes.stream()
                        .filter(vote -> vote.outcome() == Outcome.REFUSED)
                        .map(vote -> new Refusal(vote.service(), vote.reason()))
                        .toList(),
                ticket);
    }

    private static Set<String> waitingFor(ErasureStatus status, List<Vote> votes, ErasureConfig config) {
        Set<String> silent = switch (status) {
            case REQUESTED -> new TreeSet<>(config.voters());
            case APPROVED -> new TreeSet<>(config.holders());
            case REFUSED, COMPLETED -> new TreeSet<>();
        };
        boolean deleting = status == ErasureStatus.APPROVED;
        votes.stream()
                .filter(vote -> deleting == (vote.outcome() == Outcome.COMPLETED))
                .map(Vote::service)
                .forEach(silent::remove);
        return silent;
    }

    @Override
    public String toString() {
        return "ErasureView " + status;
    }
}
