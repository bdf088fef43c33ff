package de.lopezitwelt.platform.web.identity.credential;

import de.lopezitwelt.platform.web.call.InternalClient;
import de.lopezitwelt.platform.web.identity.Caller;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Credentials that outlive the check at their request's start: those of streams, and of answers that are waited for. A key
 * ends when it is revoked, expires or loses its organization; a token ends with its sign-in, not after its own five minutes: a
 * user who stays signed in is not cut off in the middle of an answer. Every few seconds the instance asks auth about all of
 * them at once. While auth does not answer, the last known state holds: no stream is ended on a guess.
 */
@ApplicationScoped
public class OpenCredentials {
    private static final Logger LOG = Logger.getLogger(OpenCredentials.class);
    /** Most credentials in one question: the limit of auth. */
    private static final int AT_ONCE = 1_000;

    /** Ids of credentials, in a question or an answer; null when there are none. */
    private record CredentialIds(
            @Nullable List<String> apiKeys, @Nullable List<String> signIns) {}

    private final Set<Watched> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean asking = new AtomicBoolean();
    private final SubjectRestrictions restrictions;
    private final InternalClient services;
    private final Vertx vertx;
    private final IdentityConfig config;
    private final Clock clock;
    private long timer = -1;

    OpenCredentials(
            SubjectRestrictions restrictions,
            InternalClient services,
            Vertx vertx,
            IdentityConfig config,
            Clock clock) {
        this.restrictions = restrictions;
        this.services = services;
        this.vertx = vertx;
        this.config = config;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(config.openCredentialsEvery().toMillis(), ignored -> ask());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
    }

    /**
     * Watches the caller's credentials until the result is closed.
     *
     * @param whenEnded called once, on any thread, as soon as auth says that they have ended. Only {@link Watched#hold}
     *     reports ends that are known without auth
     */
    public Watched watch(Caller caller, Runnable whenEnded) {
        var watched = new Watched(caller, whenEnded);
        open.add(watched);
        return watched;
    }

    /** One caller's credentials. */
    public final class Watched implements AutoCloseable {
        private final Caller caller;
        private final Runnable whenEnded;
        private volatile boolean ended;

        private Watched(Caller caller, Runnable whenEnded) {
            this.caller = caller;
            this.whenEnded = whenEnded;
        }

        /** Whether a request with them would still be accepted, apart from the age of a token whose sign-in goes on. */
        public boolean hold() {
            return !ended && !isOver() && restrictions.allows(caller);
        }

        /** Whether they have expired by the clock. */
        private boolean isOver() {
            boolean renewable =
                    caller.kind() == Caller.Kind.USER && caller.signIn().id() != null;
            return !renewable && !clock.instant().isBefore(caller.expiresAt());
        }

        private @Nullable String apiKey() {
            return ended ? null : caller.apiKeyId();
        }

        private @Nullable String signIn() {
            return ended ? null : caller.signIn().id();
        }

        private void end() {
            ended = true;
            whenEnded.run();
        }

        @Override
        public void close() {
            open.remove(this);
        }
    }

    private void ask() {
        Set<String> keys = new HashSet<>();
        Set<String> signIns = new HashSet<>();
        for (Watched watched : open) {
            add(keys, watched.apiKey());
            add(signIns, watched.signIn());
        }
        if (keys.isEmpty() && signIns.isEmpty() || !asking.compareAndSet(false, true)) {
            return;
        }
        Uni<Void> all = Uni.createFrom().voidItem();
        for (List<String> some : parts(keys)) {
            all = all.chain(() -> ask(new CredentialIds(some, null)));
        }
        for (List<String> some : parts(signIns)) {
            all = all.chain(() -> ask(new CredentialIds(null, some)));
        }
        all.onTermination()
                .invoke(() -> asking.set(false))
                .subscribe()
                .with(
                        ignored -> {},
                        away -> LOG.debugf("open credentials could not be checked: %s", away.getMessage()));
    }

    private Uni<Void> ask(CredentialIds question) {
        return services.post("auth", "/internal/credentials/ended", question, CredentialIds.class)
                .invoke(this::end)
                .replaceWithVoid();
    }

    private void end(@Nullable CredentialIds named) {
        Set<String> ids = new HashSet<>();
        if (named != null) {
            ids.addAll(orNone(named.apiKeys()));
            ids.addAll(orNone(named.signIns()));
        }
        if (ids.isEmpty()) {
            return;
        }
        for (Watched watched : open) {
            if (isAmong(ids, watched.apiKey()) || isAmong(ids, watched.signIn())) {
                watched.end();
            }
        }
    }

    private static List<String> orNone(@Nullable List<String> ids) {
        return ids == null ? List.of() : ids;
    }

    private static boolean isAmong(Set<String> ids, @Nullable String id) {
        return id != null && ids.contains(id);
    }

    private static void add(Set<String> ids, @Nullable String id) {
        if (id != null) {
            ids.add(id);
        }
    }

    private static List<List<String>> parts(Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<List<String>> parts = new ArrayList<>();
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            parts.add(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
        return parts;
    }
}
