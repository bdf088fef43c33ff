package de.lopezitwelt.auth.administrator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.support.Api;
import de.lopezitwelt.auth.support.Api.Answer;
import de.lopezitwelt.auth.support.Database;
import de.lopezitwelt.auth.support.Topic;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class AdministratorIT {
    private static final String PATH = "/internal/operations/administrators";
    private static final String PERSON = "01890000-0000-7000-8000-000000000000";

    private final Api stranger = Api.client();
    private final Api operator = Api.client().as(TestTokens.service("operator", "internal:operations"));

    @Test
    void theOperatorsAccountAdministersAtOnce() {
        String email = Api.freshEmail();

        Answer created = create(email);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("role")).isEqualTo("admin");
        assertThat(created.body().path("email_verified").asBoolean()).isTrue();
        Api administrator = stranger.as(stranger.login(email, Api.PASSWORD).text("access_token"));
        assertThat(administrator.get("/api/v1/users").status()).isEqualTo(200);
        assertThat(emails()).contains(email);
    }

    @Test
    void whoMadeAnAdministratorIsAuditedWithoutTheirPassword() {
        String id = create(Api.freshEmail()).text("id");
        String granted = stranger.register(Api.freshEmail()).text("id");
        grant(Database.text("SELECT email FROM users WHERE id = ?", granted));

        List<JsonNode> created = audit(id, "user.registered");
        List<JsonNode> changed = audit(granted, "user.role-changed");

        assertThat(created.toString())
                .contains("service:operator", "\"role\":\"admin\"")
                .doesNotContain(Api.PASSWORD);
        assertThat(changed.toString()).contains("service:operator", "\"role\":\"user\"", "\"role\":\"admin\"");
    }

    @Test
    void aGrantMakesAnAccountAnAdministratorsOnceAndIsNoErrorTheSecondTime() {
        String email = Api.freshEmail();
        stranger.register(email);

        assertThat(grant(email).text("role")).isEqualTo("admin");
        Answer again = grant(" " + email.toUpperCase() + " ");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("role")).isEqualTo("admin");
        assertThat(grant(Api.freshEmail()).status()).isEqualTo(404);
    }

    @Test
    void aRegisteredEmailIsLeftAsItIs() {
        String email = Api.freshEmail();
        stranger.register(email);

        Answer answer = create(email);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("email-taken");
        assertThat(Database.text("SELECT role FROM users WHERE email = ?", email))
                .isEqualTo("user");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"erika\",\"password\":\"Sieben Kraniche fliegen\",\"name\":\"E\"} | email",
                "{\"email\":\"a@b.de\",\"password\":\"zu kurz\",\"name\":\"E\"} | password",
                "{\"email\":\"a@b.de\",\"name\":\"E\"} | password",
                "{\"email\":\"a@b.de\",\"password\":\"Sieben Kraniche fliegen\",\"name\":\" \"} | name",
                "{\"email\":\"a@b.de\",\"password\":\"Sieben Kraniche fliegen\",\"name\":\"E\",\"role\":\"user\"} | role"
            })
    void whatIsWrongIsNamed(String body, String field) {
        Answer answer = operator.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().at("/violations/0/field").asText()).isEqualTo(field);
    }

    @Test
    void nobodyElseMayAsk() {
        String email = Api.freshEmail();
        Map<String, String> body = Map.of("email", email, "password", Api.PASSWORD, "name", "E");

        assertThat(stranger.post(PATH, body).status()).isEqualTo(401);
        assertThat(stranger.as(TestTokens.admin(PERSON)).post(PATH, body).status())
                .isEqualTo(401);
        Api service = stranger.as(TestTokens.service("chat-service", "internal:users.read"));
        assertThat(service.post(PATH, body).status()).isEqualTo(403);
        assertThat(service.post(PATH + "/grant", Map.of("email", email)).status())
                .isEqualTo(403);
        assertThat(service.get(PATH).status()).isEqualTo(403);
        assertThat(Database.number("SELECT COUNT(*) FROM users WHERE email = ?", email))
                .isZero();
    }

    @Test
    void theOperatorsAdministratorTakesTheSeatOfTheFirst() {
        Database.update("UPDATE administration_guard SET first_admin_id = NULL");
        String id = create(Api.freshEmail()).text("id");

        assertThat(Database.text("SELECT first_admin_id FROM administration_guard"))
                .isEqualTo(id);
        assertThat(stranger.register(Api.freshEmail()).text("role")).isEqualTo("user");
    }

    private Answer create(String email) {
        return operator.post(PATH, Map.of("email", email, "password", Api.PASSWORD, "name", "Grace"));
    }

    private Answer grant(String email) {
        return operator.post(PATH + "/grant", Map.of("email", email));
    }

    private List<String> emails() {
        return operator.get(PATH + "?limit=100").body().path("data").findValuesAsText("email");
    }

    private static List<JsonNode> audit(String userId, String eventType) {
        return Topic.await(
                "lopez.audit",
                1,
                event -> event.toString().contains(userId) && event.toString().contains(eventType));
    }
}
