package de.lopezitwelt.auth.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.apikey.grant.Grant;
import de.lopezitwelt.auth.apikey.grant.GrantSeal;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.identity.credential.ApiKeyFormat;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Keys that are worth the same, so that nothing but the row they stand in tells their seals apart. */
@QuarkusTest
@WithTestResource(BackendsResource.class)
class SwappedSealsIT {
    private static final int ROWS = 1000;
    private static final List<String> SCOPES = List.of("account:read");

    @Inject
    GrantSeal seal;

    @Inject
    IdGenerator ids;

    private final Api service = Api.client().as(TestTokens.service("chat-service", "internal:keys.introspect"));
    private String userId = "";

    private record Row(String id, String key, byte[] seal) {}

    @Test
    void ofAThousandRowsWhoseSealsAreExchangedNoneOpens() {
        userId = Api.client().register(Api.freshEmail()).text("id");
        List<Row> rows = Stream.generate(this::row).limit(ROWS).toList();
        insert(rows);
        assertThat(active(rows)).isEqualTo(ROWS);

        Database.update("DELETE FROM api_keys WHERE user_id = ?", userId);
        insert(exchanged(rows));

        assertThat(active(rows)).isZero();
    }

    @AfterEach
    void takeThemAway() {
        Database.update("DELETE FROM api_keys WHERE user_id = ?", userId);
    }

    private Row row() {
        String id = ids.next();
        byte[] sealed = seal.seal(new Grant(userId, null, SCOPES, null), id);
        return new Row(id, ApiKeyFormat.generate(new SecureRandom()), sealed);
    }

    /** Every row gets its neighbour's. */
    private static List<Row> exchanged(List<Row> rows) {
        var exchanged = new ArrayList<Row>();
        for (int i = 0; i < rows.size(); i++) {
            exchanged.add(
                    new Row(rows.get(i).id(), rows.get(i).key(), rows.get(i ^ 1).seal()));
        }
        return exchanged;
    }

    private void insert(List<Row> rows) {
        var values = new ArrayList<Object>();
        for (Row row : rows) {
            Collections.addAll(values, row.id(), userId, Sha256.hex(row.key()), row.seal());
        }
        Database.update(
                "INSERT INTO api_keys (id, user_id, key_hash, encrypted_permissions, name, key_hint, permissions)"
                        + " VALUES "
                        + String.join(
                                ",",
                                Collections.nCopies(rows.size(), "(?, ?, ?, ?, 'key', 'lit_', '[\"account:read\"]')")),
                values.toArray());
    }

    private long active(List<Row> rows) {
        var next = new AtomicInteger();
        List<Answer> answers = Api.parallel(
                rows.size(),
                () -> service.form(
                        "/internal/api-keys/introspect",
                        Map.of("token", rows.get(next.getAndIncrement()).key())));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        return answers.stream()
                .filter(answer -> answer.body().path("active").asBoolean())
                .count();
    }
}
