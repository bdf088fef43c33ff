package de.lopezitwelt.platform.persistence;

import io.vertx.mysqlclient.MySQLBatchException;
import io.vertx.mysqlclient.MySQLException;
import io.vertx.sqlclient.impl.command.CommandResponse;
import io.vertx.sqlclient.impl.command.ExtendedQueryCommand;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recognises a prepared statement that no longer works for any caller of its connection (ADR 31). The client
 * (vertx-mysql-client 4.5.23, {@code MySQLPreparedStatement.bindParameters}) sends the types of the parameters with the first
 * execution only. The server stops at a parameter that it cannot convert and never learns the types of those behind it, so it
 * refuses every later execution. Any other error with this effect
 * shows at the next execution, which fails with 1210.
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

    /** LIMIT and ESCAPE report 1210 for their own arguments, which does not break the statement. */
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
