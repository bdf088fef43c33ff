package de.lopezitwelt.auth.export;

import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.auth.user.record.Account;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.auth.user.record.UserView;
import de.lopezitwelt.platform.web.audit.Change;
import de.lopezitwelt.platform.web.audit.ChangeRecorder;
import de.lopezitwelt.platform.web.identity.Caller;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/** Gathers the data that the features have about a person (GDPR articles 15 and 20). */
@ApplicationScoped
class ExportService {
    private final Users users;
    private final List<PersonalData> parts;
    private final ChangeRecorder changes;
    private final Pool pool;
    private final Clock clock;

    ExportService(Users users, @All List<PersonalData> parts, ChangeRecorder changes, Pool pool, Clock clock) {
        this.users = users;
        this.parts = parts.stream()
                .sorted(Comparator.comparing(PersonalData::section))
                .toList();
        this.changes = changes;
        this.pool = pool;
        this.clock = clock;
    }

    Uni<AccountExport> export(Caller caller) {
        return users.findAccount(caller.userId())
                .chain(account -> gather(account).call(() -> recordExport(caller)));
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

    private Uni<Void> recordExport(Caller caller) {
        Change exported = changes.by(caller.actor())
                .updated("users", caller.userId(), "account.exported", null, null)
                .activityOf(caller.userId(), "account.exported", "user", caller.userId(), null);
        return pool.withTransaction(transaction -> changes.record(transaction, exported));
    }
}
