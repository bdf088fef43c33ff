package de.lopezitwelt.platform.web.identity.credential;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import de.lopezitwelt.platform.messaging.state.StateTopics;
import de.lopezitwelt.platform.web.identity.Caller;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Users whose credentials end before they expire: blocked ones, and those whose tokens before a certain time are void.
 * Every instance hears of them from the compacted topic {@code lopez.users.state}; only restrictions that still matter
 * are kept, so memory grows with the blocked users, not with all.
 */
@ApplicationScoped
public class SubjectRestrictions {
    private static final String ACTIVE = "active";
    private static final Duration FOR_GOOD = Duration.ofDays(36_500);

    private final StateTopics topics;
    private final Clock clock;
    private final IdentityConfig config;
    private final Cache<String, Restriction> bySubject;

    SubjectRestrictions(StateTopics topics, Clock clock, IdentityConfig config) {
        this.topics = topics;
        this.clock = clock;
        this.config = config;
        this.bySubject = Caffeine.newBuilder()
                .expireAfter(Expiry.<String, Restriction>writing(
                        (user, restriction) -> restriction.lasting() ? FOR_GOOD : config.longestTokenLife()))
                .build();
    }

    /** Only a lasting one is kept longer than the last token that it can end. */
    private record Restriction(
            long version,
            boolean blocked,
            boolean lasting,
            @Nullable Instant notBefore) {
        boolean allows(Instant issuedAt) {
            return !blocked && (notBefore == null || !issuedAt.isBefore(notBefore));
        }
    }

    void follow(@Observes StartupEvent event) {
        if (config.followSubjects()) {
            topics.follow(SubjectState.class, this::apply);
        }
    }

    /** Asks again about credentials that were accepted before: for streams that outlive the check at their start. */
    public boolean allows(Caller caller) {
        return switch (caller.kind()) {
            case USER -> allows(caller.userId(), caller.issuedAt());
            case API_KEY -> allows(caller.userId(), Instant.MAX);
            case SERVICE -> true;
        };
    }

    private boolean allows(String userId, Instant issuedAt) {
        Restriction restriction = bySubject.getIfPresent(userId);
        return restriction == null || restriction.allows(issuedAt);
    }

    /** A tombstone blocks too: the user is gone, but their last token may still be valid. */
    void apply(String userId, long version, @Nullable SubjectState state) {
        boolean blocked = state == null || !state.status().equals(ACTIVE);
        Instant notBefore = state == null ? null : state.notBefore();
        bySubject.asMap().compute(userId, (id, known) -> {
            if (known != null && known.version() > version) {
                return known;
            }
            boolean matters = blocked || (notBefore != null && notBefore.isAfter(oldestLivingToken()));
            return matters ? new Restriction(version, blocked, blocked && state != null, notBefore) : null;
        });
    }

    private Instant oldestLivingToken() {
        return clock.instant().minus(config.longestTokenLife());
    }
}
