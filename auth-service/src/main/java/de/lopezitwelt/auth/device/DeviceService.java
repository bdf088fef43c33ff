package de.lopezitwelt.auth.device;

import de.lopezitwelt.auth.export.PersonalData;
import de.lopezitwelt.auth.token.RevokeReason;
import de.lopezitwelt.auth.token.SignIns;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
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
    private final AuditEvents audit;
    private final ActivityEvents activity;
    private final Outbox outbox;
    private final Clock clock;

    DeviceService(
            Pool pool,
            DeviceRepository repository,
            SignIns signIns,
            AuditEvents audit,
            ActivityEvents activity,
            Outbox outbox,
            Clock clock) {
        this.pool = pool;
        this.repository = repository;
        this.signIns = signIns;
        this.audit = audit;
        this.activity = activity;
        this.outbox = outbox;
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
        List<OutboxMessage> told = List.of(
                audit.updated("token_families", id, "user.device-revoked", null, Map.of("revoked", true)),
                activity.message("user.device-revoked", "sign_in", id, null));
        return pool.withTransaction(transaction -> repository
                .lockLiving(transaction, caller.userId(), id, now)
                .invoke(living -> {
                    if (!living) {
                        throw ProblemException.notFound();
                    }
                })
                .chain(() -> signIns.end(transaction, id, RevokeReason.DEVICE_REVOKED))
                .chain(() -> outbox.append(transaction, told)));
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
