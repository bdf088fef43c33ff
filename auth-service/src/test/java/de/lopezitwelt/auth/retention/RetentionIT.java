package de.lopezitwelt.auth.retention;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class RetentionIT {
    @Inject
    RetentionJob job;

    @Test
    void whatIsOldGoesAndWhatIsYoungStays() {
        Api client = Api.client();
        String old = Api.freshEmail();
        String young = Api.freshEmail();
        for (String email : new String[] {old, young}) {
            client.register(email);
            client.login(email, Api.PASSWORD);
        }
        Database.update("UPDATE login_attempts SET created_at = NOW(6) - INTERVAL 91 DAY WHERE email = ?", old);
        Database.update(
                "UPDATE token_families SET expires_at = NOW(6) - INTERVAL 25 HOUR WHERE user_id ="
                        + " (SELECT id FROM users WHERE email = ?)",
                old);

        job.run().await().indefinitely();

        assertThat(attempts(old)).isZero();
        assertThat(tokens(old)).isZero();
        assertThat(attempts(young)).isEqualTo(1);
        assertThat(tokens(young)).isEqualTo(1);
    }

    private static long attempts(String email) {
        return Database.number("SELECT COUNT(*) FROM login_attempts WHERE email = ?", email);
    }

    private static long tokens(String email) {
        return Database.number(
                "SELECT COUNT(*) FROM refresh_tokens t JOIN users u ON u.id = t.user_id WHERE u.email = ?", email);
    }
}
