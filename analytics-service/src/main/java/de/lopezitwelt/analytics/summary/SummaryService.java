package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.analytics.subject.Memberships;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Totals, for callers who may see them. For everyone else they do not exist. */
@ApplicationScoped
public class SummaryService {
    private final SummaryRepository repository;
    private final Memberships memberships;

    SummaryService(SummaryRepository repository, Memberships memberships) {
        this.repository = repository;
        this.memberships = memberships;
    }

    /**
     * Totals of one session. The text of its user's feedback stays with the user: others who may see the numbers do not get it.
     *
     * @throws ProblemException 404 when the session is unknown here, or is neither the caller's nor of an organization
     *     where they hold {@code analytics.read}; 503 while nobody can tell
     */
    public Uni<SessionSummary> session(Caller caller, String id) {
        return repository.findSession(id).plug(ProblemException::orNotFound).chain(found -> {
            if (SummaryPolicy.isOwn(caller, found)) {
                return Uni.createFrom().item(found.summary());
            }
            return memberships.of(caller, found.organizationId()).map(membership -> {
                if (!SummaryPolicy.mayOversee(membership)) {
                    throw ProblemException.notFound();
                }
                return found.summary().withoutFeedback();
            });
        });
    }

    /**
     * The caller's totals: 0 before their first session.
     *
     * @throws ProblemException 404 for a key of an organization
     */
    public Uni<UserSummary> own(Caller caller) {
        caller.requirePersonal();
        return repository
                .findUser(caller.userId())
                .onItem()
                .ifNull()
                .continueWith(() -> UserSummary.none(caller.userId()));
    }

    /**
     * Totals of one user.
     *
     * @throws ProblemException 404 when there are no totals or the caller may not see them
     */
    public Uni<UserSummary> user(Caller caller, String id) {
        if (caller.userId().equals(id)) {
            return own(caller);
        }
        if (!SummaryPolicy.maySeeUser(caller, id)) {
            return Uni.createFrom().failure(ProblemException::notFound);
        }
        return repository.findUser(id).plug(ProblemException::orNotFound);
    }

    /**
     * Totals of one agent.
     *
     * @throws ProblemException 404 when the agent is unknown here, or the caller neither created it nor is an
     *     administrator
     */
    public Uni<AgentSummary> agent(Caller caller, String id) {
        return repository.findAgent(id).map(found -> {
            if (found == null || !SummaryPolicy.maySeeAgent(caller, found.createdBy())) {
                throw ProblemException.notFound();
            }
            return found.summary();
        });
    }
}
