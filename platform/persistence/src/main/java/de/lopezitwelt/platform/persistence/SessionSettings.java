package de.lopezitwelt.platform.persistence;

import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.core.Handler;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What every connection is told before its first use: UTC, so that server functions agree with our {@code DATETIME(6)}
 * columns, and READ COMMITTED, because gap locks of REPEATABLE READ would let unrelated writers wait for each other
 * while lost updates are prevented by row locks and compare-and-set anyway (Jepsen, MySQL 8.0.34). A process that freezes inside a transaction
 * loses its connection, and with it its row locks, after a minute, and nobody waits for a row longer than
 * ten seconds; the pools close idle connections before that.
 */
final class SessionSettings implements Handler<SqlConnection> {
    private static final Logger LOG = Logger.getLogger(SessionSettings.class);
    private static final String STATEMENT =
            "SET SESSION time_zone = '+00:00', SESSION transaction_isolation = 'READ-COMMITTED',"
                    + " SESSION wait_timeout = 60, SESSION innodb_lock_wait_timeout = 10";

    /** Long enough for inserts of many rows; the client's default of 2,048 would have those prepared anew each time. */
    private static final int LONGEST_PREPARED = 32_768;

    static Pool poolWith(MySQLPoolCreator.Input input) {
        input.mySQLConnectOptionsList()
                .forEach(
                        options -> options.setPreparedStatementCacheSqlFilter(sql -> sql.length() <= LONGEST_PREPARED));
        return MySQLBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.mySQLConnectOptionsList()))
                .using(input.vertx())
                .withConnectHandler(new SessionSettings())
                .build();
    }

    @Override
    public void handle(SqlConnection connection) {
        connection.query(STATEMENT).execute().onComplete(result -> {
            if (result.failed()) {
                LOG.errorf("session settings were refused: %s", result.cause().getMessage());
            }
            connection.close();
        });
    }
}
