package de.lopezitwelt.auth.mail;

import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.web.sealing.ColumnCipher;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The rows of mails to send. Taking a mail moves its next attempt into the future, which acts as the lease. */
@ApplicationScoped
public class MailOutboxRepository {
    private static final String TABLE = "mail_outbox";
    private static final String SEALED = "sealed_email";

    private static final String INSERT_SESSION = """
            INSERT INTO mail_outbox (id, kind, reference, language, next_attempt_at, not_after, created_at)
            VALUES (:id, :kind, :reference, :language, :now, :notAfter, :now)""";

    private static final String INSERT = """
            INSERT INTO mail_outbox (id, kind, sealed_email, language, next_attempt_at, not_after, created_at)
            VALUES (?, ?, ?, ?, ?, ?, ?)""";

    private static final String DUE = """
            SELECT id, kind, reference, sealed_email, language, attempts, not_after FROM mail_outbox
            WHERE next_attempt_at <= ? ORDER BY next_attempt_at LIMIT ? FOR UPDATE SKIP LOCKED""";

    private static final String TAKE =
            "UPDATE mail_outbox SET attempts = attempts + 1, next_attempt_at = ? WHERE id = ?";

    private static final String POSTPONE = "UPDATE mail_outbox SET next_attempt_at = ? WHERE id = ? AND attempts = ?";

    private static final String REMOVE = "DELETE FROM mail_outbox WHERE id = ? AND attempts = ?";

    private final Pool worker;
    private final ColumnCipher cipher;
    private final IdGenerator ids;

    MailOutboxRepository(@ReactiveDataSource("worker") Pool worker, ColumnCipher cipher, IdGenerator ids) {
        this.worker = worker;
        this.cipher = cipher;
        this.ids = ids;
    }

    Uni<Void> insert(Mutiny.Session session, MailKind kind, String reference, Language language) {
        String id = ids.next();
        Instant now = IdGenerator.timeOf(id);
        return session.createNativeQuery(INSERT_SESSION)
                .setParameter("id", id)
                .setParameter("kind", kind.column())
                .setParameter("reference", reference)
                .setParameter("language", language.tag())
                .setParameter("now", now)
                .setParameter("notAfter", now.plus(kind.life()))
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> insert(SqlConnection transaction, MailKind kind, EmailAddress email, Language language) {
        String id = ids.next();
        Instant now = IdGenerator.timeOf(id);
        Tuple values = Tuple.tuple()
                .addString(id)
                .addString(kind.column())
                .addBuffer(Buffer.buffer(cipher.seal(email.normalised(), TABLE, SEALED, id)))
                .addString(language.tag())
                .addLocalDateTime(DateTimes.utc(now))
                .addLocalDateTime(DateTimes.utc(now.plus(kind.life())))
                .addLocalDateTime(DateTimes.utc(now));
        return transaction.preparedQuery(INSERT).execute(values).replaceWithVoid();
    }

    /**
     * A mail that was taken from the table.
     *
     * @param request null when its e-mail address can no longer be decrypted
     */
    public record Taken(
            String id,
            int attempts,
            Instant notAfter,
            @Nullable MailRequest request) {}

    /** Takes mails that are due and that no other instance holds. */
    public Uni<List<Taken>> take(int most, Instant now, Duration lease) {
        return worker.withTransaction(transaction -> transaction
                .preparedQuery(DUE)
                .execute(Tuple.of(DateTimes.utc(now), most))
                .map(rows -> {
                    var taken = new ArrayList<Taken>();
                    rows.forEach(row -> taken.add(taken(row)));
                    return List.copyOf(taken);
                })
                .call(taken -> taken.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : transaction
                                .preparedQuery(TAKE)
                                .executeBatch(taken.stream()
                                        .map(mail -> Tuple.of(DateTimes.utc(now.plus(lease)), mail.id()))
                                        .toList())));
    }

    /** Does nothing when another instance holds the mail now. */
    public Uni<Void> postpone(Taken mail, Instant nextAttempt) {
        return worker.preparedQuery(POSTPONE)
                .execute(Tuple.of(DateTimes.utc(nextAttempt), mail.id(), mail.attempts()))
                .replaceWithVoid();
    }

    /** Does nothing when another instance holds the mail now. */
    public Uni<Void> remove(Taken mail) {
        return worker.preparedQuery(REMOVE)
                .execute(Tuple.of(mail.id(), mail.attempts()))
                .replaceWithVoid();
    }

    /** Mails that wait to be sent about the user. */
    Uni<Void> removeOf(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM mail_outbox WHERE reference = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }

    private Taken taken(Row row) {
        String id = row.getString("id");
        MailKind kind = MailKind.ofColumn(row.getString("kind"));
        int attempts = row.getInteger("attempts") + 1;
        String reference = kind.byEmail()
                ? cipher.open(row.getBuffer(SEALED).getBytes(), TABLE, SEALED, id)
                        .orElse(null)
                : row.getString("reference");
        Language language = Language.of(row.getString("language")).orElse(Language.EN);
        return new Taken(
                id,
                attempts,
                DateTimes.instant(row.getLocalDateTime("not_after")),
                reference == null ? null : new MailRequest(id, kind, reference, language, attempts));
    }
}
