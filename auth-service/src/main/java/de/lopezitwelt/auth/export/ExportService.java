package de.lopezitwelt.auth.export;

import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.Account;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.auth.user.record.UserView;
import de.lopezitwelt.platform.messaging.OutboxMessage;
import de.lopezitwelt.platform.messaging.outbox.Outbox;
import de.lopezitwelt.platform.messaging.stream.AuditAction;
import de.lopezitwelt.platform.web.audit.ActivityEvents;
import de.lopezitwelt.platform.web.audit.AuditEvents;
import de.lopezitwelt.platform.web.identity.Caller;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Gathers what the features hold about a person (GDPR articles 15 and 20). */
@ApplicationScoped
class ExportService {
    private final Users users;
    private final List<PersonalData> parts;
    private final AuditEvents audit;
    private final ActivityEvents activity;
    private final Outbox outbox;
    private final Pool pool;
    private final Clock clock;

    ExportService(
            Users users,
            @All List<PersonalData> parts,
            AuditEvents audit,
            ActivityEvents activity,
            Outbox outbox,
            Pool pool,
            Clock clock) {
        this.users = users;
        this.parts = parts.stream()
                .sorted(Comparator.comparing(PersonalData::section))
                .toList();
        this.audit = audit;
        this.activity = activity;
        this.outbox = outbox;
        this.pool = pool;
        this.clock = clock;
    }

    Uni<AccountExport> export(Caller caller) {
        return users.findAccount(caller.userId())
                .chain(account -> gather(account).call(() -> tell(caller)));
    }

    private Uni<AccountExport> gather(Account account) {
        UserRecord user = account.user();
        var sections = new LinkedHashMap<String, Object>();
        Uni<Void> gathered = Uni.createFrom().voidItem();
        for (PersonalData part : parts) {
            gathered = gathered.chain(() -> part.of(user))
                    .invoke(data -> sections.put(part.section(), data))
                    .replaceWithVoid();
        }
        return gathered.replaceWith(
                () -> new AccountExport(clock.instant(), UserView.of(user), account.profile(), sections));
    }

    private Uni<Void> tell(Caller caller) {
        List<OutboxMessage> told = List.of(
                audit.message(
                        caller.actor(), AuditAction.UPDATE, "users", caller.userId(), "account.exported", null, null),
                activity.message(caller.userId(), caller.actor(), "account.exported", "user", caller.userId(), null));
        return pool.withTransaction(transaction -> outbox.append(transaction, told));
    }
}
