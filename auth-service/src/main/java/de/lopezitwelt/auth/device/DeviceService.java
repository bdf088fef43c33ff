package de.lopezitwelt.auth.device;

import de.lopezitwelt.auth.export.PersonalData;
import de.lopezitwelt.auth.token.RevokeReason;
import de.lopezitwelt.auth.token.SignIns;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.paging.Cursor;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The devices on which a user is signed in. */
@ApplicationScoped
class DeviceService implements PersonalData {
    private final Pool pool;
    private final DeviceRepository repository;
    private final SignIns signIns;
    private final ChangeRecorder changes;
    private final Clock clock;

    DeviceService(Pool pool, DeviceRepository repository, SignIns signIns, ChangeRecorder changes, Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.signIns = signIns;
        this.changes = changes;
        this.clock = clock;
    }

    Uni<Page<DeviceView>> list(Caller caller, PageRequest page) {
        return repository
                .findPageOfLiving(pool, caller.userId(), clock.instant(), page)
                .map(rows -> Page.of(
                        rows,
                        page,
                        device -> Cursor.of(device.id()),
                        device -> DeviceView.of(device, caller.signIn().id())));
    }

    /** 404 for another user's sign-in and for one that has ended. */
    Uni<Void> revoke(Caller caller, String id) {
        Instant now = clock.instant();
        Change revoked = changes.by(caller.actor())
                .updated("token_families", id, "user.device-revoked", null, Map.of("revoked", true))
                .activityOf(caller.userId(), "user.device-revoked", "sign_in", id, null);
        return pool.withTransaction(transaction -> repository
                .lockLiving(transaction, caller.userId(), id, now)
                .invoke(living -> {
                    if (!living) {
                        throw ProblemException.notFound();
                    }
                })
                .chain(() -> signIns.end(transaction, id, RevokeReason.DEVICE_REVOKED))
                .chain(() -> changes.record(transaction, revoked)));
    }

    @Override
    public String section() {
        return "sign_ins";
    }

    @Override
    public Uni<List<Device>> of(UserRecord user) {
        return repository.findAll(pool, user.id());
    }
}
