package de.lopezitwelt.chat.budget;

import de.lopezitwelt.chat.replica.Entitlement;
import de.lopezitwelt.chat.replica.Replicas;
import de.lopezitwelt.contracts.subscription.EntitlementSubject;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the subjects that pay for a turn, and their limits. */
@ApplicationScoped
public class Budgets {
    private static final Duration SOON = Duration.ofSeconds(2);

    private final Replicas replicas;
    private final BudgetCurrency currency;
    private final BudgetConfig config;

    Budgets(Replicas replicas, BudgetCurrency currency, BudgetConfig config) {
        this.replicas = replicas;
        this.currency = currency;
        this.config = config;
    }

    /** @param licence the organization's license of the agent, if it holds one */
    public Uni<List<SubjectLimits>> subjects(
            String userId, @Nullable String apiKeyId, @Nullable String organizationId, @Nullable Entitlement licence) {
        List<Uni<SubjectLimits>> limits = new ArrayList<>(4);
        limits.add(limits(EntitlementSubject.USER, userId));
        if (apiKeyId != null) {
            limits.add(limits(EntitlementSubject.API_KEY, apiKeyId));
        }
        if (organizationId != null) {
            limits.add(limits(EntitlementSubject.ORGANIZATION, organizationId));
        }
        if (licence != null) {
            limits.add(Uni.createFrom().item(of(licence.subjectType(), licence.subjectId(), licence)));
        }
        return Uni.join().all(limits).andFailFast();
    }

    public long concurrentReplies() {
        return config.concurrentReplies();
    }

    private Uni<SubjectLimits> limits(EntitlementSubject type, String id) {
        if (type == EntitlementSubject.API_KEY || defaults(type).areComplete()) {
            return replicas.entitlementIfKnown(type, id).map(found -> of(type, id, found));
        }
        // an unknown subject is never unlimited
        return replicas.entitlement(type, id)
                .onItem()
                .ifNull()
                .failWith(Budgets::unknown)
                .map(found -> of(type, id, found));
    }

    private static ProblemException unknown() {
        return ProblemException.unavailable("Nobody can tell what you may use", SOON);
    }

    private SubjectLimits of(EntitlementSubject type, String id, @Nullable Entitlement found) {
        SubjectLimits limits = found == null
                ? SubjectLimits.unlimited(type, id)
                : new SubjectLimits(
                        type,
                        id,
                        found.limits().messagesPerDay(),
                        found.limits().tokensPerMonth(),
                        currency.limit(
                                found.limits().costPerMonth(), found.limits().currency()),
                        found.planType());
        return limits.orElse(defaults(type));
    }

    private LimitDefaults defaults(EntitlementSubject type) {
        return Objects.requireNonNull(
                switch (type) {
                    case USER -> config.user().defaults();
                    case API_KEY -> config.apiKey().defaults();
                    case ORGANIZATION -> config.organization().defaults();
                    case ENTERPRISE_AGENT -> config.enterpriseAgent().defaults();
                });
    }
}
