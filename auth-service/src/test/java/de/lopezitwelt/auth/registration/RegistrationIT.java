package de.lopezitwelt.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.platform.testing.BackendsResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class RegistrationIT {
    private static final String REGISTER = "/api/v1/auth/register";

    @Test
    void ofAHundredParallelFirstSignUpsExactlyOneIsAdministrator() {
        Database.update("DELETE FROM users");
        Database.update("UPDATE administration_guard SET first_admin_id = NULL");

        List<Answer> answers = Api.parallel(100, this::registerHoweverBusy);

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .filteredOn(answer -> answer.text("role").equals("admin"))
                .hasSize(1);
        assertThat(Database.number("SELECT COUNT(*) FROM users WHERE role = 'admin'"))
                .isEqualTo(1);
    }

    @Test
    void ofParallelSignUpsWithOneEmailExactlyOneSucceeds() {
        String email = Api.freshEmail();

        List<Answer> answers = Api.parallel(10, () -> Api.client().register(email));

        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.status() != 201).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.problem()).isEqualTo("email-taken");
        });
    }

    @Test
    void anotherSpellingOfARegisteredEmailIsTheSame() {
        String email = Api.freshEmail();
        Api.client().register(email);

        Answer answer = Api.client().register("  " + email.toUpperCase() + " ");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo("email");
    }

    @Test
    void theAnswerShowsTheAccountAndNoSecret() {
        String email = Api.freshEmail();

        Answer answer = Api.client().register(email);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.text("email")).isEqualTo(email);
        assertThat(answer.text("status")).isEqualTo("active");
        assertThat(answer.header("Location")).endsWith("/api/v1/users/" + answer.text("id"));
        assertThat(answer.body().toString()).doesNotContain("bcrypt").doesNotContain(Api.PASSWORD);
        assertThat(Database.text("SELECT password_hash FROM users WHERE email = ?", email))
                .startsWith("hmac-sha384-bcrypt$t1$2");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"erika\",\"password\":\"Sieben Kraniche fliegen\",\"name\":\"E\"} | email",
                "{\"email\":\"a@b.de\",\"password\":\"zu kurz\",\"name\":\"E\"} | password",
                "{\"email\":\"a@b.de\",\"password\":\"passwordpassword\",\"name\":\"E\"} | password",
                "{\"email\":\"a@b.de\",\"password\":\"Sieben Kraniche fliegen\",\"name\":\" \"} | name",
                "{\"email\":\"a@b.de\",\"password\":\"Sieben Kraniche fliegen\"} | name",
                "{\"email\":\"a@b.de\",\"password\":\"Sieben Kraniche fliegen\",\"name\":\"E\",\"role\":\"admin\"} | role"
            })
    void whatIsWrongIsNamed(String body, String field) {
        Answer answer = Api.client().post(REGISTER, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo(field);
    }

    @Test
    void aRepeatedRequestWithOneIdempotencyKeyCreatesOneAccount() {
        String email = Api.freshEmail();
        Api client = Api.client().with("Idempotency-Key", "register-" + email);

        List<Answer> answers = Api.parallel(10, () -> client.register(email));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.text("id"))
                .containsOnly(answers.getFirst().text("id"));
        assertThat(client.post(REGISTER, Map.of("email", email, "password", Api.PASSWORD, "name", "Other"))
                        .status())
                .isEqualTo(422);
    }

    /** Fewer may wait for a hash than come at once; the others are told to come again. */
    private Answer registerHoweverBusy() {
        String email = Api.freshEmail();
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Api.client().register(email), answer -> answer.status() != 503);
    }
}
