package de.lopezitwelt.orgbilling.subscription.request;

import de.lopezitwelt.contracts.subscription.PlanType;
import de.lopezitwelt.contracts.subscription.SubscriptionStatus;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Narrows an administrator's list; null narrows nothing.
 *
 * @param pending whether something waits for approval
 */
public record SubscriptionFilter(
        @Nullable SubscriptionStatus status,
        @Nullable PlanType planType,
        @Nullable Boolean pending,
        @Nullable String userId,
        @Nullable String organizationId) {

    /** @throws ProblemException 400 naming the parameter */
    public static SubscriptionFilter of(
            @Nullable String status,
            @Nullable String planType,
            @Nullable String pending,
            @Nullable Id userId,
            @Nullable Id organizationId) {
        return new SubscriptionFilter(
                parse("status", status, SubscriptionStatus.values(), SubscriptionStatus::wireName),
                parse("plan_type", planType, PlanType.values(), PlanType::wireName),
                parse("pending", pending, new Boolean[] {true, false}, String::valueOf),
                Id.textOf(userId),
                Id.textOf(organizationId));
    }

    private static <T> @Nullable T parse(
            String field, @Nullable String text, T[] values, Function<T, String> wireName) {
        if (text == null) {
            return null;
        }
        return Arrays.stream(values)
                .filter(value -> wireName.apply(value).equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        field,
                        "must be one of " + Arrays.stream(values).map(wireName).collect(Collectors.joining(", "))));
    }
}
