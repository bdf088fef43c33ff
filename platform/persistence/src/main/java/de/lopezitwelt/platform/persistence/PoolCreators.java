package de.lopezitwelt.platform.persistence;

import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.quarkus.reactive.mysql.client.MySQLPoolCreator;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;

/** One creator per pool, because Quarkus looks each up by the datasource's qualifier; all give the same sessions. */
final class PoolCreators {
    private PoolCreators() {}

    /** Requests that write; also Hibernate Reactive's pool. */
    @Singleton
    static class Writer implements MySQLPoolCreator {
        private final ConnectionConfig config;
        private final ConnectionTls tls;

        Writer(ConnectionConfig config, ConnectionTls tls) {
            this.config = config;
            this.tls = tls;
        }

        @Override
        public Pool create(Input input) {
            input.mySQLConnectOptionsList().forEach(tls::applyTo);
            return SessionSettings.poolWith(input, config);
        }
    }

    /** Requests that only read. */
    @Singleton
    @ReactiveDataSource("reader")
    static class Reader implements MySQLPoolCreator {
        private final ConnectionConfig config;
        private final ConnectionTls tls;

        Reader(ConnectionConfig config, ConnectionTls tls) {
            this.config = config;
            this.tls = tls;
        }

        @Override
        public Pool create(Input input) {
            input.mySQLConnectOptionsList().forEach(tls::applyTo);
            return SessionSettings.poolWith(input, config);
        }
    }

    /** Relay, consumers and maintenance. */
    @Singleton
    @ReactiveDataSource("worker")
    static class Worker implements MySQLPoolCreator {
        private final ConnectionConfig config;
        private final ConnectionTls tls;

        Worker(ConnectionConfig config, ConnectionTls tls) {
            this.config = config;
            this.tls = tls;
        }

        @Override
        public Pool create(Input input) {
            input.mySQLConnectOptionsList().forEach(tls::applyTo);
            return SessionSettings.poolWith(input, config);
        }
    }
}
