package de.lopezitwelt.system.support;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.UUID;

/** Somebody with an account, signed in. */
public record Person(String id, String email, String token) {
    public static final String PASSWORD = "seven cranes over quiet water";

    public static Person register(Platform platform, String name) {
        return register(platform, name, "example.com");
    }

    /** @param domain of the e-mail address */
    public static Person register(Platform platform, String name, String domain) {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@" + domain;
        var credentials =
                JsonNodeFactory.instance.objectNode().put("email", email).put("password", PASSWORD);
        Answer registered = Client.anonymous()
                .post(
                        platform.auth("/api/v1/auth/register"),
                        credentials.put("name", name).toString())
                .expect(201);
        return new Person(registered.text("id"), email, "").signedInAgain(platform);
    }

    /** An administrator, as {@code ./lopez admin create} makes one. */
    static Person madeByTheOperator(Platform platform, String name) throws IOException, InterruptedException {
        String email = name.toLowerCase(java.util.Locale.ROOT) + "-" + UUID.randomUUID() + "@example.com";
        String id = platform.administrators()
                .create(email, name, PASSWORD)
                .path("id")
                .asText();
        return new Person(id, email, "").signedInAgain(platform);
    }

    /** With a token of now. */
    public Person signedInAgain(Platform platform) {
        var credentials =
                JsonNodeFactory.instance.objectNode().put("email", email).put("password", PASSWORD);
        Answer login = Client.anonymous()
                .post(platform.auth("/api/v1/auth/login"), credentials.toString())
                .expect(200);
        return new Person(id, email, login.text("access_token"));
    }

    /** With a verified e-mail address, which takes the link of the mail. */
    public Person verified(Platform platform) {
        Client.anonymous()
                .post(
                        platform.auth("/api/v1/auth/verify-email"),
                        "{\"token\":\"" + Mails.token(platform, email, "/verify-email") + "\"}")
                .expect(204);
        return this;
    }

    /**
     * Becomes a member: invited by somebody who may, and willing.
     *
     * @param permissions added or, with {@code !}, taken away
     */
    public void join(Platform platform, Person inviter, String organization, String role, String... permissions) {
        var request = JsonNodeFactory.instance.objectNode().put("user_id", id).put("role", role);
        for (String permission : permissions) {
            request.withArray("permissions").add(permission);
        }
        Answer asked = inviter.client()
                .post(platform.orgBilling("/api/v1/organizations/" + organization + "/members"), request.toString());
        // an administrator of the platform needs nobody's consent
        if (asked.status() != 201) {
            String invitation = asked.expect(202).text("id");
            client().post(platform.orgBilling("/api/v1/organization-invitations/" + invitation + "/accept"), "")
                    .expect(200);
        }
    }

    public Client client() {
        return Client.as(token);
    }

    /** Makes an agent of this person and returns its id. */
    public String createAgent(Platform platform, String model) {
        return client().post(platform.agent("/api/v1/agents"), """
                        {"name":"agent %s","type":"assistant","model":"%s","config":{"system_prompt":"Be brief."}}""".formatted(UUID.randomUUID(), model))
                .expect(201)
                .text("id");
    }

    public String startSession(Platform platform, String agentId) {
        return client().post(platform.chat("/api/v1/sessions"), "{\"agent_id\":\"%s\"}".formatted(agentId))
                .expect(201)
                .text("id");
    }
}
