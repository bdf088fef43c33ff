package de.lopezitwelt.platform.local.demo;

import static de.lopezitwelt.platform.local.operator.ApiClient.JSON;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.operator.ApiClient;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.sse.SseReader;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.UUID;
import java.util.function.Function;

/** The main path as a client walks it: register, log in, organization, agent, session, one message after the other. */
public final class Journey {
    private final Function<PlatformService, URI> addresses;
    private final PrintStream out;
    private final ApiClient api = ApiClient.demo();

    public Journey(Function<PlatformService, URI> addresses, PrintStream out) {
        this.addresses = addresses;
        this.out = out;
    }

    /** Plays the dialogue and returns what was made and counted on the way. */
    public Played play(Dialogue dialogue) throws IOException, InterruptedException {
        DemoUser user = DemoUser.unknown(addresses.apply(PlatformService.AUTH));
        user.register();
        DemoUser.Tokens tokens = user.logIn();
        api.authorize(tokens.accessToken());
        out.println("Registered and logged in as " + user.email());

        String organizationId = createOrganization();
        JsonNode agent = createAgent();
        String agentId = agent.path("id").asText();
        String sessionId = startSession(agentId, organizationId);
        String userId = api.get(uri(PlatformService.CHAT, "/api/v1/sessions/" + sessionId))
                .path("user_id")
                .asText();

        Tally tally = Tally.NOTHING;
        for (String message : dialogue.messages()) {
            if (tokens.due()) {
                tokens = user.renew(tokens);
                api.authorize(tokens.accessToken());
            }
            tally = say(sessionId, message, tally);
        }
        return new Played(userId, organizationId, agentId, sessionId, tally);
    }

    /** The client with the user's token, for what comes after the conversation. */
    public ApiClient api() {
        return api;
    }

    private String createOrganization() throws IOException, InterruptedException {
        JsonNode organization = api.post(uri(PlatformService.ORG_BILLING, "/api/v1/organizations"), named("Demo GmbH"));
        String id = organization.path("id").asText();
        JsonNode subscriptions =
                api.get(uri(PlatformService.ORG_BILLING, "/api/v1/subscriptions?organization_id=" + id));
        String plan = subscriptions.path("data").path(0).path("plan_type").asText("missing");
        if (!plan.equals("free")) {
            throw new IOException("the organization's plan is " + plan + ", not free");
        }
        out.println("Created the organization \"Demo GmbH\" with a free subscription");
        return id;
    }

    private JsonNode createAgent() throws IOException, InterruptedException {
        String model = model();
        ObjectNode body = named("Demo assistant " + UUID.randomUUID().toString().substring(0, 8))
                .put("type", "assistant")
                .put("model", model)
                .put("description", "Answers in the language it is asked in.");
        body.putObject("config").put("system_prompt", "You are a helpful assistant. Answer briefly.");
        JsonNode agent = api.post(uri(PlatformService.AGENT, "/api/v1/agents"), body);
        out.println("Created an agent on the model \"" + model + "\"\n");
        return agent;
    }

    /** The operator's default model, else the first of the catalog. */
    private String model() throws IOException, InterruptedException {
        JsonNode models = api.get(uri(PlatformService.AGENT, "/api/v1/models")).path("data");
        JsonNode chosen = models.path(0);
        for (JsonNode model : models) {
            if (model.path("is_default").asBoolean() || model.path("default").asBoolean()) {
                chosen = model;
            }
        }
        return chosen.path(chosen.has("name") ? "name" : "id").asText();
    }

    private String startSession(String agentId, String organizationId) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode()
                .put("agent_id", agentId)
                .put("title", "Demo")
                .put("organization_id", organizationId);
        return api.post(uri(PlatformService.CHAT, "/api/v1/sessions"), body)
                .path("id")
                .asText();
    }

    private Tally say(String sessionId, String text, Tally before) throws IOException, InterruptedException {
        out.println("> " + text);
        Tally tally = before;
        URI messages = uri(PlatformService.CHAT, "/api/v1/sessions/" + sessionId + "/messages");
        ObjectNode body = JSON.createObjectNode().put("content", text);
        try (var events = new SseReader(api.stream(messages, body))) {
            for (var event = events.next(); event != null; event = events.next()) {
                JsonNode data = JSON.readTree(event.data());
                JsonNode message = data.path("message");
                long tokens = message.path("tokens_used").asLong();
                long millis = message.path("processing_time_ms").asLong();
                switch (event.name()) {
                    case "message.created" -> tally = tally.plusUserMessage(tokens, millis);
                    case "delta" -> out.print(data.path("text").asText());
                    case "message.completed" -> {
                        return ended(tally.plusAgentMessage(tokens, millis));
                    }
                    case "message.failed" -> {
                        out.print(" [failed: "
                                + data.path("problem").path("detail").asText() + "]");
                        return ended(
                                (message.isObject() ? tally.plusAgentMessage(tokens, millis) : tally).plusFailure());
                    }
                    default -> {}
                }
                out.flush();
            }
        }
        throw new IOException("the answer's stream ended without message.completed or message.failed");
    }

    private Tally ended(Tally tally) {
        out.println("\n");
        return tally;
    }

    private URI uri(PlatformService service, String path) {
        return addresses.apply(service).resolve(path);
    }

    private static ObjectNode named(String name) {
        return JSON.createObjectNode().put("name", name);
    }

    /** What the journey made, and what it counted. */
    public record Played(String userId, String organizationId, String agentId, String sessionId, Tally tally) {}
}
