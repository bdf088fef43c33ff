package de.lopezitwelt.analytics.usage.query;

import de.lopezitwelt.analytics.usage.UsageDimension;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.contracts.organization.Permission;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.PlatformRole;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides whose usage a question is answered about. */
final class UsagePolicy {
    private UsagePolicy() {}

    /** The organization whose usage the caller may want to see: the one of their key, or the only one they name. */
    static @Nullable String organization(Caller caller, UsageQuestion question) {
        String bound = caller.organizationId();
        List<String> named = question.filter(UsageDimension.ORGANIZATION);
        if (bound != null) {
            return bound;
        }
        return named.size() == 1 && !named.getFirst().isEmpty() ? named.getFirst() : null;
    }

    /** The agents whose usage the caller may want to see as their creator; none for a key of an organization. */
    static Set<String> agents(Caller caller, UsageQuestion question) {
        return caller.reaches(null) ? Set.copyOf(question.filter(UsageDimension.AGENT)) : Set.of();
    }

    /** Whether the caller asks about nobody but themselves, which needs no permission. */
    static boolean isOwn(Caller caller, UsageQuestion question) {
        return question.filter(UsageDimension.USER).equals(List.of(caller.userId()));
    }

    /**
     * Whose usage it is: the most that the caller may see of what they ask.
     *
     * @param membership of the caller in {@link #organization}; null for none
     * @param ownsAgents whether the caller created all of {@link #agents}, at least one
     * @throws ProblemException 403 for people in what an organization or an agent's creator sees, 404 for others' usage
     */
    static UsageScope scope(
            Caller caller, UsageQuestion question, @Nullable MembershipState membership, boolean ownsAgents) {
        if (isOwn(caller, question)) {
            return UsageScope.OWN;
        }
        if (caller.holds(PlatformRole.ADMIN)) {
            return UsageScope.PLATFORM;
        }
        boolean personal = question.touched().stream().anyMatch(UsageDimension::personal);
        if (membership != null && membership.holds(Permission.ANALYTICS_READ)) {
            return without(personal, UsageScope.ORGANIZATION);
        }
        if (ownsAgents) {
            boolean elsewhere = question.touched().contains(UsageDimension.ORGANIZATION);
            return without(personal || elsewhere, UsageScope.AGENT);
        }
        if (!question.filter(UsageDimension.USER).isEmpty()) {
            throw ProblemException.notFound();
        }
        return UsageScope.OWN;
    }

    private static UsageScope without(boolean tellsApart, UsageScope scope) {
        if (tellsApart) {
            throw ProblemException.forbidden("This is not told by person, nor an agent's by organization");
        }
        return scope;
    }

    /**
     * The question about that scope only. A key of an organization sees what was said for it, whatever the scope.
     *
     * @throws ProblemException 404 when it names an organization that the caller's key does not reach
     */
    static UsageQuestion within(UsageScope scope, Caller caller, UsageQuestion question) {
        UsageQuestion narrowed =
                scope == UsageScope.OWN ? question.only(UsageDimension.USER, caller.userId()) : question;
        String bound = caller.organizationId();
        if (bound == null) {
            return narrowed;
        }
        question.filter(UsageDimension.ORGANIZATION).forEach(caller::requireReach);
        return narrowed.only(UsageDimension.ORGANIZATION, bound);
    }
}
