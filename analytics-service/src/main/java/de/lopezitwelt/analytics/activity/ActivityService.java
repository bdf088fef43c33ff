package de.lopezitwelt.analytics.activity;

import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Histories of the actions of users. */
@ApplicationScoped
public class ActivityService {
    private final ActivityRepository repository;

    ActivityService(ActivityRepository repository) {
        this.repository = repository;
    }

    /**
     * Pages of one user's history, newest first.
     *
     * @param userId the user of the history; null for the caller
     * @throws ProblemException 403 when the history is not the caller's own and the caller is no moderator, 404 for a key
     *     of an organization
     */
    public Uni<Page<ActivityView>> list(
            Caller caller, @Nullable String userId, @Nullable String action, PageRequest page) {
        caller.requirePersonal();
        String wanted = userId == null ? caller.userId() : userId;
        return listAllowed(caller, new ActivityFilter(wanted, action), page);
    }

    /**
     * Pages of the history of all users, newest first.
     *
     * @throws ProblemException 403 unless the caller is a moderator, 404 for a key of an organization
     */
    public Uni<Page<ActivityView>> listAll(Caller caller, @Nullable String action, PageRequest page) {
        caller.requirePersonal();
        return listAllowed(caller, new ActivityFilter(null, action), page);
    }

    private Uni<Page<ActivityView>> listAllowed(Caller caller, ActivityFilter filter, PageRequest page) {
        if (!ActivityPolicy.maySee(caller, filter.userId())) {
            return Uni.createFrom()
                    .failure(() -> ProblemException.forbidden("The history of others is for moderators"));
        }
        return repository
                .find(filter, page)
                .map(rows -> Page.of(rows, page, row -> Cursor.of(row.id()), Function.identity()));
    }
}
