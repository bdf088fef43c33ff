package de.lopezitwelt.orgbilling.directory;

import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Rows of {@code user_replicas}. */
@ApplicationScoped
class UserReplicaRepository {
    private final Pool reader;

    UserReplicaRepository(@ReactiveDataSource("reader") Pool reader) {
        this.reader = reader;
    }

    Uni<@Nullable UserStatus> findStatus(String userId) {
        return reader.preparedQuery("SELECT status FROM user_replicas WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() == 0
                        ? null
                        : WireEnum.parse(
                                UserStatus.class, rows.iterator().next().getString("status")));
    }

    /** What is known of a user. @param emailDomain null until the address is verified */
    record Known(UserStatus status, @Nullable String emailDomain) {
        /** Whether a user of whom {@code before} was known, if anything, is one of the domain only now. */
        boolean isNewIn(@Nullable Known before) {
            return emailDomain != null
                    && status == UserStatus.ACTIVE
                    && (before == null
                            || before.status() == UserStatus.INACTIVE
                            || !emailDomain.equals(before.emailDomain()));
        }
    }

    Uni<@Nullable Known> find(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("SELECT status, email_domain FROM user_replicas WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .map(rows -> rows.size() == 0 ? null : known(rows.iterator().next()));
    }

    private static Known known(Row row) {
        return new Known(WireEnum.parse(UserStatus.class, row.getString("status")), row.getString("email_domain"));
    }

    Uni<Void> put(SqlConnection transaction, String userId, Known known) {
        return transaction
                .preparedQuery("INSERT INTO user_replicas (user_id, status, email_domain) VALUES (?, ?, ?) AS fresh"
                        + " ON DUPLICATE KEY UPDATE status = fresh.status, email_domain = fresh.email_domain")
                .execute(Tuple.of(userId, known.status().wireName(), known.emailDomain()))
                .replaceWithVoid();
    }

    Uni<Void> put(SqlConnection transaction, String userId, UserStatus status) {
        return transaction
                .preparedQuery("INSERT INTO user_replicas (user_id, status) VALUES (?, ?) AS fresh"
                        + " ON DUPLICATE KEY UPDATE status = fresh.status")
                .execute(Tuple.of(userId, status.wireName()))
                .replaceWithVoid();
    }

    Uni<Void> remove(SqlConnection transaction, String userId) {
        return transaction
                .preparedQuery("DELETE FROM user_replicas WHERE user_id = ?")
                .execute(Tuple.of(userId))
                .replaceWithVoid();
    }
}
