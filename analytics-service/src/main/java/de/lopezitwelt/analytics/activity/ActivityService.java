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

/** Histories of what people did. */
@ApplicationScoped
public class ActivityService {
    private final ActivityRepository repository;

    ActivityService(ActivityRepository repository) {
        this.repository = repository;
    }

    /**
     * Pages of one person's history, newest first.
     *
     * @param userId whose history; null is the caller's own
     * @throws ProblemException 403 when it is neither the caller's own nor is the caller a moderator
     */
    public Uni<Page<ActivityView>> list(
            Caller caller, @Nullable String userId, @Nullable String action, PageRequest page) {
        String wanted = userId == null ? caller.userId() : userId;
        return listAllowed(caller, new ActivityFilter(wanted, action), page);
    }

    /**
     * Pages of everybody's history, newest first.
     *
     * @throws ProblemException 403 unless the caller is a moderator
     */
    public Uni<Page<ActivityView>> listAll(Caller caller, @Nullable String action, PageRequest page) {
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
