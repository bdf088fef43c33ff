package de.lopezitwelt.analytics.summary;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Totals, shown to whom they concern; for everybody else they do not exist. */
@ApplicationScoped
public class SummaryService {
    private final SummaryRepository repository;

    SummaryService(SummaryRepository repository) {
        this.repository = repository;
    }

    /**
     * Totals of one conversation.
     *
     * @throws ProblemException 404 when the session is unknown here, or not the caller's
     */
    public Uni<SessionSummary> session(Caller caller, String id) {
        return repository.findSession(id).map(found -> {
            if (found == null || !SummaryPolicy.maySeeSession(caller, found.userId())) {
                throw ProblemException.notFound();
            }
            return found.summary();
        });
    }

    /** Totals of 0 for somebody who has not talked to any agent yet. */
    public Uni<UserSummary> own(Caller caller) {
        return repository
                .findUser(caller.userId())
                .onItem()
                .ifNull()
                .continueWith(() -> UserSummary.none(caller.userId()));
    }

    /**
     * Totals of one person.
     *
     * @throws ProblemException 404 when there are no totals, or they are not for the caller
     */
    public Uni<UserSummary> user(Caller caller, String id) {
        if (caller.userId().equals(id)) {
            return own(caller);
        }
        if (!SummaryPolicy.maySeeUser(caller, id)) {
            return Uni.createFrom().failure(ProblemException::notFound);
        }
        return repository.findUser(id).onItem().ifNull().failWith(ProblemException::notFound);
    }

    /**
     * Totals of one agent.
     *
     * @throws ProblemException 404 when the agent is unknown here, or the caller neither made it nor is an administrator
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
