package de.lopezitwelt.agent.agent;

import de.lopezitwelt.agent.AgentProblem;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import org.hibernate.exception.ConstraintViolationException;

/** A creator's agents have different names. The database enforces it. */
public final class AgentNames {
    private AgentNames() {}

    /** Does the work. Fails with 409 when it would give a creator two agents of one name. */
    public static <T> Uni<T> unique(Uni<T> work) {
        return work.onFailure(AgentNames::isTaken)
                .transform(taken -> new ProblemException(AgentProblem.NAME_TAKEN).withViolation("name", "is taken"));
    }

    private static boolean isTaken(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation
                    && String.valueOf(violation.getMessage()).contains("unique_creator_name")) {
                return true;
            }
        }
        return false;
    }
}
