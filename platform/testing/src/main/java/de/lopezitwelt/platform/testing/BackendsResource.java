package de.lopezitwelt.platform.testing;

import de.lopezitwelt.platform.local.account.AccountRole;
import de.lopezitwelt.platform.local.account.AccountsBootstrap;
import de.lopezitwelt.platform.local.account.SchemaAccounts;
import de.lopezitwelt.platform.local.secret.RandomSecrets;
import de.lopezitwelt.platform.testing.backend.Backends;
import de.lopezitwelt.platform.testing.backend.TopicCleanup;
import de.lopezitwelt.platform.testing.identity.TestIssuer;
import de.lopezitwelt.platform.testing.identity.TestSecrets;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * MySQL, Kafka, an issuer and secrets for {@code @QuarkusTest}s: {@code @WithTestResource(BackendsResource.class)},
 * without parameters, so that all test classes of a module share one start. Schema, accounts and topics carry a random
 * prefix and are removed at the end. {@code lopez.mysql.root-password} is for tests that must look behind the accounts'
 * rights.
 */
public final class BackendsResource implements QuarkusTestResourceLifecycleManager {
    private static final int PREFIX_RANGE = 36 * 36 * 36;

    private @Nullable Backends backends;
    private @Nullable SchemaAccounts accounts;
    private @Nullable TestIssuer issuer;
    private @Nullable TestSecrets secrets;
    private String prefix = "";

    @Override
    public Map<String, String> start() {
        try {
            var random = new SecureRandom();
            prefix = "t%3s"
                            .formatted(Integer.toString(random.nextInt(PREFIX_RANGE), 36))
                            .replace(' ', '0') + "_";
            ServiceUnderTest service = ServiceUnderTest.onClasspath();
            backends = Backends.find();
            accounts = accounts(prefix + service.schema(), new RandomSecrets(random));
            new AccountsBootstrap(backends.mysql()).create(List.of(accounts));
            issuer = TestIssuer.start();
            secrets = new TestSecrets();

            var configuration = new LinkedHashMap<String, String>();
            configuration.putAll(backends.mysql().configuration());
            configuration.putAll(accounts.configuration());
            configuration.put("lopez.mysql.root-password", backends.mysql().password());
            configuration.put("lopez.kafka.bootstrap", backends.kafkaBootstrap());
            configuration.put("lopez.kafka.topic-prefix", prefix);
            configuration.put("lopez.identity.issuer", TestIssuer.ISSUER);
            configuration.put("lopez.identity.jwks-url", issuer.jwksUrl());
            configuration.putAll(secrets.configuration(service.name()));
            return configuration;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (SQLException refused) {
            throw new IllegalStateException("MySQL for tests refuses: " + refused.getMessage(), refused);
        }
    }

    @Override
    public void stop() {
        try {
            if (backends != null && accounts != null) {
                new AccountsBootstrap(backends.mysql()).drop(accounts);
                TopicCleanup.deleteTopics(backends.kafkaBootstrap(), prefix);
            }
        } catch (SQLException refused) {
            System.err.println("Schema " + prefix + "* stays: " + refused.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            if (issuer != null) {
                issuer.close();
            }
            if (secrets != null) {
                secrets.close();
            }
        }
    }

    private static SchemaAccounts accounts(String schema, RandomSecrets secrets) {
        var passwords = new EnumMap<AccountRole, String>(AccountRole.class);
        for (AccountRole role : AccountRole.values()) {
            passwords.put(role, secrets.password());
        }
        return new SchemaAccounts(schema, schema, passwords);
    }
}
