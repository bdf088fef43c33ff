package de.lopezitwelt.system.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.platform.local.operator.DeadLetters;
import de.lopezitwelt.platform.local.operator.LongTask;
import de.lopezitwelt.platform.local.operator.OperatorAccess;
import de.lopezitwelt.platform.local.operator.OperatorClient;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code ./lopez events} and {@code ./lopez analytics} do, on the packaged services. */
class OperatorIT {
    private final Platform platform = Platform.running();
    private final OperatorClient operator = new OperatorClient(OperatorAccess.of(platform.local(), Map.of()));
    private final Person ada = Person.register(platform, "Ada");

    @Test
    void chatAndAnalyticsAgreeUntilSomebodyTampersAndARebuildPutsItRight() throws Exception {
        String session = ada.startSession(platform, ada.createAgent(platform, Platform.OFFLINE_MODEL));
        ada.client().stream(
                platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"What is 17 * 23?\"}");
        Platform.eventually(() -> assertThat(summaryOf(session)).isEqualTo(2));
        assertThat(differences()).doesNotContain(session);

        tamper(session);
        assertThat(differences()).contains(session);

        JsonNode rebuilt = new LongTask(operator, "/rebuilds")
                .run(JsonNodeFactory.instance.objectNode().put("compare_only", false), state -> {});
        assertThat(rebuilt.path("swapped").asBoolean()).isTrue();
        assertThat(rebuilt.toString()).contains(session);
        assertThat(summaryOf(session)).isEqualTo(2);
        assertThat(differences()).doesNotContain(session);
    }

    @Test
    void everyServiceSaysWhatItCouldNotFold() throws Exception {
        assertThat(new DeadLetters(operator).counts()).isNotNull();
        assertThat(new DeadLetters(operator).find("0190a000-0000-7000-8000-000000000000"))
                .isEmpty();
    }

    @Test
    void modelsAreCheckedAgainstWhatTheCatalogPromises() throws Exception {
        JsonNode known = Objects.requireNonNull(operator.get(PlatformService.AGENT, "/models"));
        assertThat(known.path("models").findValuesAsText("name")).contains("slow", "error", Platform.OFFLINE_MODEL);

        assertThat(check("slow", "stream").path("outcome").asText()).isEqualTo("works");
        assertThat(check("error", "answer").path("outcome").asText()).isEqualTo("failed");
        JsonNode refused = check("telltale", "answer");
        assertThat(refused.path("outcome").asText()).isIn("refused", "failed");
        assertThat(refused.toString()).doesNotContain(Platform.PROVIDER_KEY);
    }

    private JsonNode check(String model, String probe) throws Exception {
        return Objects.requireNonNull(operator.post(
                PlatformService.AGENT,
                "/models/checks",
                JsonNodeFactory.instance.objectNode().put("model", model).put("probe", probe)));
    }

    private String differences() throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        var days = JsonNodeFactory.instance
                .objectNode()
                .put("from", today.minusDays(1).toString())
                .put("to", today.toString());
        JsonNode report = new LongTask(operator, "/reconciliations").run(days, state -> {});
        return report.path("differences").toString();
    }

    private int summaryOf(String session) {
        return ada.client()
                .get(platform.analytics("/api/v1/analytics/sessions/" + session))
                .expect(200)
                .json()
                .path("total_messages")
                .asInt();
    }

    private void tamper(String session) throws Exception {
        var server = platform.local().mysql();
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:mysql://" + server.address() + "/lopez_analytics", server.user(), server.password());
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE session_analytics SET total_messages = total_messages + 1 WHERE id = ?")) {
            update.setString(1, session);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }
}
