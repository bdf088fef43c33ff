package de.lopezitwelt.platform.persistence;

import io.vertx.mysqlclient.MySQLBatchException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.impl.command.CommandResponse;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Tells when a prepared statement, which stays with its connection, serves nobody any more (ADR 31). The client
 * (vertx-mysql-client 4.5.23, {@code MySQLPreparedStatement.bindParameters}) sends the types of the parameters with the first
 * execution only. The server forgets them when it cannot convert a parameter, and refuses every later execution.
 */
final class BrokenStatements {
    private static final Set<Integer> ERRORS = Set.of(1210, 3988);

    private BrokenStatements() {}

    static boolean isLeftBy(CommandResponse<?> response) {
        return response.cmd instanceof ExtendedQueryCommand<?>
                && causes(response.toAsyncResult().cause())
                        .anyMatch(cause ->
                                cause instanceof MySQLException refused && ERRORS.contains(refused.getErrorCode()));
    }

    private static Stream<Throwable> causes(@org.jspecify.annotations.Nullable Throwable failure) {
        return failure instanceof MySQLBatchException batch
                ? batch.getIterationError().values().stream()
                : Stream.ofNullable(failure);
    }
}
