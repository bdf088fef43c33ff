package de.lopezitwelt.platform.persistence;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.flush.FlushConsolidationHandler;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.core.Handler;
import io.vertx.mysqlclient.MySQLBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.impl.Connection;
import io.vertx.sqlclient.impl.SocketConnectionBase;
import io.vertx.sqlclient.impl.SqlConnectionInternal;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The settings that every connection gets before its first use: UTC, so that server functions agree with our {@code DATETIME(6)}
 * columns, and READ COMMITTED, because gap locks of REPEATABLE READ would let unrelated writers wait for each other
 * while lost updates are prevented by row locks and compare-and-set anyway (Jepsen, MySQL 8.0.34). A process that freezes inside a transaction
 * loses its connection, and with it its row locks, after a minute, and nobody waits for a row longer than
 * ten seconds; the pools close idle connections before that. A silent connection is closed, and
 * every caller that waits on a closed connection gets a failure (ADR 28).
 */
final class SessionSettings implements Handler<SqlConnection> {
    private static final Logger LOG = Logger.getLogger(SessionSettings.class);
    private static final String STATEMENT =
            "SET SESSION time_zone = '+00:00', SESSION transaction_isolation = 'READ-COMMITTED',"
                    + " SESSION wait_timeout = 60, SESSION innodb_lock_wait_timeout = 10";

    /** Long enough for inserts of many rows; the client's default of 2,048 would have those prepared again each time. */
    private static final int LONGEST_PREPARED = 32_768;

    private static final int STATEMENTS_A_PACKET = 64;

    static Pool poolWith(MySQLPoolCreator.Input input, ConnectionConfig config) {
        input.mySQLConnectOptionsList()
                .forEach(options -> options.setPreparedStatementCacheSqlFilter(sql -> sql.length() <= LONGEST_PREPARED)
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setIdleTimeout((int) config.answerTimeout().toSeconds()));
        return MySQLBuilder.pool()
                .with(input.poolOptions())
                .connectingTo(List.<SqlConnectOptions>copyOf(input.mySQLConnectOptionsList()))
                .using(input.vertx())
                .withConnectHandler(new SessionSettings())
                .build();
    }

    @Override
    public void handle(SqlConnection connection) {
        ChannelPipeline pipeline = pipeline(connection);
        AnswersOnClose.addTo(pipeline);
        // Statements that are sent ahead of each other's answers leave in one packet.
        pipeline.addFirst(new FlushConsolidationHandler(STATEMENTS_A_PACKET, true));
        connection.query(STATEMENT).execute().onComplete(result -> {
            if (result.succeeded()) {
                connection.close();
            } else {
                // No caller may use it without its settings; the pool drops a closed connection.
                LOG.errorf("session settings were refused: %s", result.cause().getMessage());
                pipeline.close();
            }
        });
    }

    private static ChannelPipeline pipeline(SqlConnection lent) {
        Connection pooled = ((SqlConnectionInternal) lent).unwrap();
        return ((SocketConnectionBase) pooled.unwrap())
                .socket()
                .channelHandlerContext()
                .pipeline();
    }
}
