package de.lopezitwelt.chat.search.index;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** Knows whether the index still has entries of the previous version's form; searches then look for both forms. */
@ApplicationScoped
public class SearchForms {
    private static final Logger LOG = Logger.getLogger(SearchForms.class);
    private static final Duration EVERY = Duration.ofMinutes(1);

    private final Vertx vertx;
    private final SearchIndexRepository index;
    private volatile boolean rebuilt;
    private long timer;

    SearchForms(Vertx vertx, SearchIndexRepository index) {
        this.vertx = vertx;
        this.index = index;
    }

    void start(@Observes StartupEvent event) {
        lookInBackground();
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> lookInBackground());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /** The prefixes that the user's words may have; the present form comes first. */
    public List<String> prefixes(String userId) {
        String today = SearchPrefix.of(userId);
        return rebuilt ? List.of(today) : List.of(today, SearchPrefix.before(userId));
    }

    /** Checks again whether all entries have the present form. */
    Uni<Boolean> look() {
        return index.isRebuilt(SearchRebuild.FORM).invoke(done -> {
            rebuilt = done;
            if (done) {
                vertx.cancelTimer(timer);
            }
        });
    }

    private void lookInBackground() {
        look().subscribe().with(done -> {}, failure -> LOG.debugf("both forms of the index are searched: %s", failure));
    }
}
