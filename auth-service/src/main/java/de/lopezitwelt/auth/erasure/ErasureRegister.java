package de.lopezitwelt.auth.erasure;

import de.lopezitwelt.auth.erasure.ErasureRegisterRepository.Row;
import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Keeps erased users from coming back with a backup. Operators export the register, keep it elsewhere, and replay it
 * after a restore.
 */
@ApplicationScoped
class ErasureRegister {
    private final Pool pool;
    private final Vertx vertx;
    private final ErasureRegisterRepository repository;
    private final ErasureService erasures;

    ErasureRegister(Pool pool, Vertx vertx, ErasureRegisterRepository repository, ErasureService erasures) {
        this.pool = pool;
        this.vertx = vertx;
        this.repository = repository;
        this.erasures = erasures;
    }

    Uni<Page<RegisterEntry>> list(PageRequest page) {
        return repository.findPage(pool, page).map(rows -> Page.of(rows, page, row -> Cursor.of(row.id()), Row::entry));
    }

    /**
     * Erases the users whom the entries name and who have an account; returns how many. Costs one SHA-256 per user and
     * entry, off the event loop.
     */
    Uni<Integer> replay(List<RegisterEntry> entries, Actor actor) {
        return replayAfter("", entries, actor, 0);
    }

    private Uni<Integer> replayAfter(String id, List<RegisterEntry> entries, Actor actor, int found) {
        return repository.findUsersAfter(pool, id).chain(users -> {
            if (users.isEmpty()) {
                return Uni.createFrom().item(found);
            }
            return vertx.executeBlocking(Uni.createFrom().item(() -> named(users, entries)))
                    .chain(named -> repeatAll(named, actor)
                            .chain(() -> replayAfter(users.getLast(), entries, actor, found + named.size())));
        });
    }

    private Uni<Void> repeatAll(List<String> users, Actor actor) {
        Uni<Void> repeated = Uni.createFrom().voidItem();
        for (String user : users) {
            repeated = repeated.chain(() -> erasures.repeat(user, actor));
        }
        return repeated;
    }

    private static List<String> named(List<String> users, List<RegisterEntry> entries) {
        return users.stream()
                .filter(user -> entries.stream().anyMatch(entry -> entry.names(user)))
                .toList();
    }
}
