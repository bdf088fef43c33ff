package de.lopezitwelt.platform.persistence;

import io.vertx.mysqlclient.MySQLBatchException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.impl.command.CommandResponse;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells when a prepared statement, which stays with its connection, no longer works for any caller (ADR 31). The client
 * (vertx-mysql-client 4.5.23, {@code MySQLPreparedStatement.bindParameters}) sends the types of the parameters with the first
 * execution only. The server stops at a parameter that it cannot convert and never learns the types of those behind it, so it
 * refuses every later execution. Should something else have that effect, its first victim is the last one.
 */
final class BrokenStatements {
    private static final int CANNOT_CONVERT = 3988;
    private static final int WRONG_ARGUMENTS = 1210;

    private BrokenStatements() {}

    static boolean isLeftBy(CommandResponse<?> response) {
        return response.cmd instanceof ExtendedQueryCommand<?>
                && causes(response.toAsyncResult().cause())
                        .anyMatch(cause -> cause instanceof MySQLException refused && isOfBinding(refused));
    }

    /** LIMIT and ESCAPE say 1210 of their own arguments, which breaks nothing. */
    private static boolean isOfBinding(MySQLException refused) {
        return refused.getErrorCode() == CANNOT_CONVERT
                || refused.getErrorCode() == WRONG_ARGUMENTS
                        && String.valueOf(refused.getMessage()).contains("mysqld_stmt_execute");
    }

    private static Stream<Throwable> causes(@Nullable Throwable failure) {
        return failure instanceof MySQLBatchException batch
                ? batch.getIterationError().values().stream()
                : Stream.ofNullable(failure);
    }
}
