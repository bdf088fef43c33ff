package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiKeys;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A user uses everything and then asks to be erased: nothing is left in any schema, whichever service is killed meanwhile. */
class ForgottenPersonIT {
    /** Hold bare ids so that nothing comes back; the audit chain keeps ids and nothing else about people. */
    private static final Set<String> MEMORY = Set.of("erased_ids", "aggregate_versions", "audit_logs");

    private final Platform platform = Platform.running();

    @Test
    void whoIsErasedIsGoneFromEverySchema() throws Exception {
        Person frieda = Person.register(platform, "Frieda");
        Person heir = Person.register(platform, "Heir");
        String organization = useEverything(frieda);

        Answer refused = frieda.client().post(platform.auth("/api/v1/account/erasure"), "");
        assertThat(refused.expectProblem(409).json().at("/refusals/0/reason").asText())
                .contains("only owner");
        Person again = frieda.signedInAgain(platform);
        heir.join(platform, again, organization, "owner");

        platform.local().killService(PlatformService.CHAT);
        String ticket = again.client()
                .post(platform.auth("/api/v1/account/erasure"), "")
                .expect(202)
                .text("ticket");
        platform.local().killService(PlatformService.AUTH);
        platform.local().startService(PlatformService.CHAT);
        platform.local().startService(PlatformService.AUTH);

        Platform.eventually(() -> assertThat(Client.anonymous()
                        .post(platform.auth("/api/v1/auth/erasure-status"), "{\"ticket\":\"" + ticket + "\"}")
                        .expect(200)
                        .text("status"))
                .isEqualTo("completed"));
        Platform.eventually(() -> assertThat(tracesOf(frieda)).isEmpty());
    }

    private String useEverything(Person person) {
        Client client = person.client();
        String organization = client.post(platform.orgBilling("/api/v1/organizations"), "{\"name\":\"Frieda's\"}")
                .expect(201)
                .text("id");
        client.post(platform.orgBilling("/api/v1/subscriptions"), "{\"plan_type\":\"free\"}")
                .expect(201);
        String agent = client.send(
                        "POST",
                        platform.agent("/api/v1/agents"),
                        "{\"name\":\"mine\",\"type\":\"assistant\",\"model\":\"" + Platform.OFFLINE_MODEL
                                + "\",\"config\":{\"system_prompt\":\"Be brief.\"}}",
                        Map.of("Idempotency-Key", "agent-of-" + person.id()))
                .expect(201)
                .text("id");
        String session = person.startSession(platform, agent);
        String upload = platform.chat("/api/v1/attachments?filename=cv.txt");
        client.post(upload, "Never used: " + person.email()).expect(201);
        String file = client.post(upload, "I am " + person.email()).expect(201).text("id");
        client.stream(
                platform.chat("/api/v1/sessions/" + session + "/messages"),
                "{\"content\":\"I am " + person.email() + "\",\"attachments\":[\"" + file + "\"]}");
        ApiKeys.forChat(platform, person);
        client.send(
                        "PATCH",
                        platform.auth("/api/v1/account"),
                        "{\"profile\":{\"bio\":\"" + person.email() + "\"}}",
                        Map.of("If-Match", "*", "Content-Type", "application/merge-patch+json"))
                .expect(200);
        client.post(platform.auth("/api/v1/account/totp"), "").expect(200);
        Platform.eventually(() -> client.get(platform.analytics("/api/v1/analytics/sessions/" + session))
                .expect(200));
        return organization;
    }

    /** Rows that still name the person. */
    private List<String> tracesOf(Person person) throws SQLException {
        return Dump.find(platform, (table, row) -> {
            boolean remembered = MEMORY.contains(table.substring(table.indexOf('.') + 1));
            return row.contains(person.email()) || row.contains(person.id()) && !remembered;
        });
    }
}
