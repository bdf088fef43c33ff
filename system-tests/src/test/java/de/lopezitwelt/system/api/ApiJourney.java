package de.lopezitwelt.system.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Authenticator;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Mails;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls every public operation of every service so that it succeeds, and where it documents a refusal of its own, so that it refuses. */
final class ApiJourney {
    private final Platform platform;
    private final ApiExplorer api;
    private final Person olga;
    private final Person paul;
    private final Client admin;

    ApiJourney(Platform platform, ApiExplorer api) {
        this.platform = platform;
        this.api = api;
        this.olga = Person.register(platform, "Olga").verified(platform);
        this.paul = Person.register(platform, "Paul");
        this.admin = platform.administrator().client();
    }

    void play() throws GeneralSecurityException {
        signInAndAccount();
        secondFactor();
        keys();
        administration();
        erasure();
        agents();
        organizations();
        subscriptions();
        sessions();
        openAi();
        analytics();
    }

    private void signInAndAccount() {
        Client anyone = Client.anonymous();
        String email = "vera-" + UUID.randomUUID() + "@example.com";
        api.post(201, anyone, "/api/v1/auth/register", credentials(email, Person.PASSWORD, "Vera"));
        api.post(409, anyone, "/api/v1/auth/register", credentials(email, Person.PASSWORD, "Vera"));
        api.post(202, anyone, "/api/v1/auth/verify-email/resend", json("email", email));
        api.post(
                204, anyone, "/api/v1/auth/verify-email", json("token", Mails.token(platform, email, "/verify-email")));
        api.post(202, anyone, "/api/v1/auth/forgot-password", json("email", email));
        String password = "eleven herons over a loud river";
        api.post(
                204,
                anyone,
                "/api/v1/auth/reset-password",
                json("token", Mails.token(platform, email, "/reset-password"), "new_password", password));
        Answer login = api.post(200, anyone, "/api/v1/auth/login", credentials(email, password, null));
        Answer elsewhere = api.post(200, anyone, "/api/v1/auth/login", credentials(email, password, null));
        Answer refreshed =
                api.post(200, anyone, "/api/v1/auth/refresh", json("refresh_token", login.text("refresh_token")));
        Client vera = Client.as(refreshed.text("access_token"));
        for (JsonNode device : api.get(vera, "/api/v1/account/devices").json().path("data")) {
            if (!device.path("current").asBoolean()) {
                api.delete(
                        204,
                        vera,
                        "/api/v1/account/devices/" + device.path("id").asText());
            }
        }
        api.get(anyone, "/api/v1/auth/external");
        api.get(anyone, "/.well-known/jwks.json");
        api.get(vera, "/api/v1/account");
        api.patch(vera, "/api/v1/account", "{\"profile\":{\"bio\":\"Reads a lot\"}}");
        api.get(vera, "/api/v1/account/export");
        Client proven = Client.as(api.post(200, vera, "/api/v1/auth/step-up", json("password", password))
                .text("access_token"));
        api.post(
                204,
                proven,
                "/api/v1/account/password",
                json("current_password", password, "new_password", Person.PASSWORD));
        api.post(204, anyone, "/api/v1/auth/logout", json("refresh_token", elsewhere.text("refresh_token")));
        Client again = Client.as(api.post(200, anyone, "/api/v1/auth/login", credentials(email, Person.PASSWORD, null))
                .text("access_token"));
        api.post(204, again, "/api/v1/account/sign-out-everywhere", null);
    }

    private void secondFactor() throws GeneralSecurityException {
        Client anyone = Client.anonymous();
        Person tom = Person.register(platform, "Tom");
        api.get(tom.client(), "/api/v1/account/totp");
        String secret =
                api.post(200, tom.client(), "/api/v1/account/totp", null).text("secret");
        JsonNode codes = api.post(
                        200, tom.client(), "/api/v1/account/totp/confirm", json("code", Authenticator.code(secret)))
                .json()
                .path("recovery_codes");
        String challenge = api.post(202, anyone, "/api/v1/auth/login", credentials(tom.email(), Person.PASSWORD, null))
                .text("challenge");
        Client proven = Client.as(api.post(
                        200,
                        anyone,
                        "/api/v1/auth/login/totp",
                        json(
                                "challenge",
                                challenge,
                                "recovery_code",
                                codes.path(0).asText()))
                .text("access_token"));
        api.post(200, proven, "/api/v1/account/totp/recovery-codes", null);
        api.delete(204, proven, "/api/v1/account/totp");
    }

    private void keys() {
        Client caller = olga.client();
        String key = api.post(
                        201,
                        caller,
                        "/api/v1/api-keys",
                        "{\"name\":\"ci\",\"scopes\":[\"chat:read\"],\"expires_at\":\"2099-01-31T13:00:00.123456789+01:00\"}")
                .text("id");
        api.get(caller, "/api/v1/api-keys");
        api.get(caller, "/api/v1/api-keys/" + key);
        api.patch(caller, "/api/v1/api-keys/" + key, "{\"name\":\"renamed\"}");
        api.post(201, caller, "/api/v1/api-keys/" + key + "/rotate", "{}");
        api.delete(204, caller, "/api/v1/api-keys/" + key);
    }

    private void administration() {
        String invitation = api.post(
                        201, admin, "/api/v1/invitations", json("email", "guest-" + UUID.randomUUID() + "@example.com"))
                .text("id");
        api.get(admin, "/api/v1/invitations");
        api.delete(204, admin, "/api/v1/invitations/" + invitation);
        api.get(admin, "/api/v1/login-attempts");
        Person mia = Person.register(platform, "Mia");
        String user = "/api/v1/users/" + mia.id();
        api.get(admin, "/api/v1/users?limit=5");
        api.get(admin, user);
        api.post(200, admin, user + "/verify", null);
        api.post(200, admin, user + "/deactivate", null);
        api.post(200, admin, user + "/activate", null);
        api.post(204, admin, user + "/unlock", null);
        api.put(admin, user + "/role", json("role", "moderator"));
    }

    private void erasure() {
        Person gone = Person.register(platform, "Gone");
        String ticket =
                api.post(202, gone.client(), "/api/v1/account/erasure", null).text("ticket");
        Platform.eventually(() -> assertThat(
                        api.post(200, Client.anonymous(), "/api/v1/auth/erasure-status", json("ticket", ticket))
                                .text("status"))
                .isEqualTo("completed"));
        Person erased = Person.register(platform, "Erased");
        String erasure = "/api/v1/users/" + erased.id() + "/erasure";
        api.post(202, admin, erasure, null);
        api.get(admin, erasure);
        JsonNode register = api.get(admin, "/api/v1/erasures/register").json().path("data");
        api.post(200, admin, "/api/v1/erasures/replay", "{\"data\":" + register + "}");
    }

    private void agents() {
        Client caller = olga.client();
        api.get(caller, "/api/v1/models");
        api.get(caller, "/api/v1/agent-config-schema?type=assistant");
        String helper = agent("helper");
        String id = api.post(201, caller, "/api/v1/agents", helper).text("id");
        api.post(409, caller, "/api/v1/agents", helper);
        String agent = "/api/v1/agents/" + id;
        api.get(caller, "/api/v1/agents?mine=true");
        api.get(caller, agent);
        api.patch(caller, agent, "{\"description\":\"Helps\"}");
        JsonNode second = api.post(
                        201, caller, agent + "/versions", "{\"config\":{\"system_prompt\":\"Be very brief.\"}}")
                .json();
        String version = agent + "/versions/" + second.path("version_number").asText();
        api.get(caller, agent + "/versions");
        api.get(caller, agent + "/tools");
        api.get(caller, version);
        api.get(caller, version + "/diff");
        api.post(200, caller, version + "/publish", null);
        api.post(409, caller, version + "/publish", null);
        String copy = api.post(201, caller, agent + "/clone", "{}").text("id");
        api.post(409, caller, agent + "/clone", "{\"name\":\"helper\"}");
        String offered = "/api/v1/agents/" + copy;
        String toPaul = json("user_id", paul.id());
        api.put(caller, offered + "/handover", toPaul);
        api.delete(200, caller, offered + "/handover");
        api.put(caller, offered + "/handover", toPaul);
        api.post(200, paul.client(), offered + "/handover/accept", null);
        api.post(201, paul.client(), "/api/v1/agents", helper);
        api.put(caller, agent + "/handover", toPaul);
        api.post(409, paul.client(), agent + "/handover/accept", null);
        api.post(200, admin, agent + "/suspend", null);
        api.post(200, admin, agent + "/resume", null);
        api.delete(204, paul.client(), offered);
    }

    private void organizations() {
        Client caller = olga.client();
        String id = api.post(201, caller, "/api/v1/organizations", json("name", "Olga's"))
                .text("id");
        String organization = "/api/v1/organizations/" + id;
        api.get(caller, "/api/v1/organizations");
        api.get(caller, organization);
        api.patch(caller, organization, json("description", "A house", "domain", "olga.example"));
        api.get(caller, organization + "/domain");
        api.get(caller, organization + "/permissions");
        api.get(caller, "/api/v1/organization-settings-schema");
        String invitation = api.post(202, caller, organization + "/members", json("user_id", paul.id()))
                .text("id");
        api.post(200, paul.client(), "/api/v1/organization-invitations/" + invitation + "/accept", null);
        String member = organization + "/members/" + paul.id();
        api.get(caller, organization + "/members");
        api.get(caller, member);
        api.patch(caller, member, json("role", "viewer"));
        api.post(200, caller, member + "/ownership", null);
        api.post(200, paul.client(), organization + "/members/" + olga.id() + "/ownership", null);
        String agent = olga.createAgent(platform, Platform.OFFLINE_MODEL);
        String licence = organization + "/agents/"
                + api.post(201, caller, organization + "/agents", json("agent_id", agent))
                        .text("id");
        api.get(caller, organization + "/agents");
        api.get(caller, licence);
        api.patch(caller, licence, "{\"is_active\":false}");
        api.delete(204, caller, licence);
        String retention = "/api/v1/retention/organizations/" + id;
        Platform.eventually(() -> api.get(caller, retention));
        api.put(caller, retention, "{\"keep_days\":30}");
        api.delete(204, caller, retention);
        api.delete(204, caller, member);
        api.post(201, admin, organization + "/members", json("user_id", paul.id()));
        api.delete(204, paul.client(), member);
        invitations(organization + "/invitations");
        api.delete(204, caller, organization);
    }

    private void invitations(String sent) {
        Client caller = olga.client();
        String received = "/api/v1/organization-invitations/";
        String revoked = invite(sent);
        api.post(200, caller, sent + "/" + revoked + "/resend", null);
        api.get(caller, sent);
        api.delete(204, caller, sent + "/" + revoked);
        String declined = invite(sent);
        api.get(paul.client(), "/api/v1/organization-invitations");
        api.post(204, paul.client(), received + declined + "/decline", null);
        api.post(200, paul.client(), received + invite(sent) + "/accept", null);
    }

    private String invite(String sent) {
        return api.post(201, olga.client(), sent, json("user_id", paul.id())).text("id");
    }

    private void subscriptions() {
        Client caller = olga.client();
        String subscription = "/api/v1/subscriptions/"
                + api.post(201, caller, "/api/v1/subscriptions", json("plan_type", "basic"))
                        .text("id");
        api.get(Client.anonymous(), "/api/v1/plans");
        api.get(caller, "/api/v1/subscriptions");
        api.get(admin, "/api/v1/subscriptions/all?pending=true");
        api.get(caller, subscription);
        api.post(200, admin, subscription + "/approve", null);
        api.patch(caller, subscription, json("plan_type", "premium"));
        api.post(200, admin, subscription + "/decline", json("reason", "Not this month"));
        api.post(200, caller, subscription + "/cancel", null);
        api.post(200, caller, subscription + "/resume", null);
        api.post(200, admin, subscription + "/suspend", null);
        api.post(200, admin, subscription + "/reinstate", null);
    }

    private void sessions() {
        Client caller = olga.client();
        String agent = olga.createAgent(platform, Platform.OFFLINE_MODEL);
        String id = api.post(201, caller, "/api/v1/sessions", json("agent_id", agent, "title", "First"))
                .text("id");
        String session = "/api/v1/sessions/" + id;
        api.get(caller, "/api/v1/sessions?limit=5");
        api.get(caller, session);
        api.patch(caller, session, "{\"title\":\"Renamed\",\"metadata\":{\"topic\":\"test\"}}");
        String file = api.post(201, caller, "/api/v1/attachments?filename=notes.txt", "seven cranes")
                .text("id");
        messages(caller, session, file);
        api.get(caller, "/api/v1/attachments");
        api.get(caller, "/api/v1/attachments/" + file);
        api.get(caller, "/api/v1/attachments/" + file + "/content");
        String unused = api.post(201, caller, "/api/v1/attachments?filename=unused.txt", "unused")
                .text("id");
        api.delete(204, caller, "/api/v1/attachments/" + unused);
        Platform.eventually(() -> assertThat(
                        api.get(caller, "/api/v1/search?q=morning").json().path("data"))
                .isNotEmpty());
        api.put(caller, session + "/feedback", "{\"satisfaction_score\":4.5,\"feedback\":\"Good\"}");
        api.get(caller, session + "/feedback");
        api.delete(204, caller, session + "/feedback");
        String export = api.get(caller, "/api/v1/exports/sessions/" + id).body();
        api.get(caller, "/api/v1/exports/sessions");
        api.get(caller, "/api/v1/exports/sessions?format=markdown");
        api.get(caller, "/api/v1/exports/sessions/" + id + "?format=markdown");
        api.post(201, caller, "/api/v1/imports/sessions", export);
        String claude = "[{\"uuid\":\"" + UUID.randomUUID() + "\",\"name\":\"Greeting\",\"created_at\":"
                + "\"2025-03-01T10:00:00Z\",\"updated_at\":\"2025-03-01T10:05:00Z\",\"chat_messages\":[{\"uuid\":\"m1\","
                + "\"text\":\"Hello\",\"sender\":\"human\",\"created_at\":\"2025-03-01T10:00:01Z\"}]}]";
        String imported = api.post(200, caller, "/api/v1/imports/conversations?agent_id=" + agent, claude)
                .body();
        assertThat(imported).contains("\"imported\":1");
        api.get(caller, "/api/v1/tool-connections");
        api.post(409, caller, "/api/v1/tool-connections", json("server", "personal"));
        api.delete(204, caller, "/api/v1/tool-connections?server=nowhere");
        api.get(caller, "/api/v1/retention");
        api.put(caller, "/api/v1/retention", "{\"keep_days\":365}");
        api.delete(204, caller, "/api/v1/retention");
        api.post(200, caller, "/api/v1/replies/try", json("agent_id", agent, "content", "Hello"));
        api.post(
                502,
                caller,
                "/api/v1/replies/try",
                "{\"draft\":{\"type\":\"assistant\",\"model\":\"error\",\"config\":{\"system_prompt\":\"x\"}},\"content\":\"Hello\"}");
        api.post(
                422,
                caller,
                "/api/v1/replies/try",
                "{\"draft\":{\"type\":\"analyzer\",\"model\":\"" + Platform.OFFLINE_MODEL
                        + "\",\"config\":{\"max_output_tokens\":1,\"output_schema\":{\"type\":\"object\",\"required\":[\"a\"]}}},\"content\":\"Hello\"}");
        api.post(204, admin, session + "/end", null);
        api.delete(204, caller, session);
    }

    private void messages(Client caller, String session, String file) {
        String messages = session + "/messages";
        Answer first = api.post(
                200,
                caller,
                messages,
                "{\"content\":\"What is 17 * 23?\",\"attachments\":[\"" + file + "\"],\"metadata\":{\"a\":1}}");
        String reply = first.text("reply_id");
        List<ServerSentEvent> events = ServerSentEvent.all(
                api.stream(caller, "POST", messages, json("content", "Hello")).body());
        String message =
                messages + "/" + events.getFirst().json().at("/message/id").asText();
        api.post(201, caller, messages + "?reply=false", json("content", "Stored only"));
        api.get(caller, messages);
        api.get(caller, message);
        api.get(caller, message + "/siblings");
        api.post(200, caller, message + "/regenerate", null);
        api.stream(caller, "POST", message + "/regenerate", null);
        api.post(200, caller, message + "/edit", json("content", "Who are you?"));
        api.stream(caller, "POST", message + "/edit", json("content", "Good morning"));
        api.post(201, caller, message + "/edit?reply=false", json("content", "Stored only"));
        api.put(
                caller,
                session + "/active-branch",
                json("message_id", events.getFirst().json().at("/message/id").asText()));
        String replies = session + "/replies/" + reply;
        api.get(caller, replies);
        api.stream(caller, "GET", replies + "/events", null);
        api.post(200, caller, replies + "/cancel", null);
    }

    private void openAi() {
        Client caller = olga.client();
        String agent = olga.createAgent(platform, Platform.OFFLINE_MODEL);
        Platform.eventually(() -> api.get(caller, "/v1/models/" + agent));
        api.get(caller, "/v1/models");
        String question = "{\"model\":\"" + agent + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]";
        String tools = ",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"parameters\":{}}}],"
                + "\"tool_choice\":\"required\"";
        api.post(200, caller, "/v1/chat/completions", question + "}");
        api.post(200, caller, "/v1/chat/completions", question + tools + "}");
        api.post(
                200,
                caller,
                "/v1/chat/completions",
                question + ",\"stream\":true,\"stream_options\":{\"include_usage\":true}}");
        api.post(200, caller, "/v1/chat/completions", question + tools + ",\"stream\":true}");
        String texts = "{\"model\":\"lopez-offline-embedding\",\"input\":[\"Hello\",\"Goodbye\"]";
        api.post(200, caller, "/v1/embeddings", texts + "}");
        api.post(200, caller, "/v1/embeddings", texts + ",\"encoding_format\":\"base64\",\"dimensions\":64}");
        api.post(404, caller, "/v1/embeddings", texts.replace("-embedding", "") + "}");
        String input = "{\"model\":\"" + agent + "\",\"input\":\"Hello\"";
        String response = "/v1/responses/"
                + api.post(200, caller, "/v1/responses", input + ",\"metadata\":{\"a\":\"b\"}}")
                        .text("id");
        api.post(200, caller, "/v1/responses", input + ",\"stream\":true}");
        api.post(200, caller, "/v1/responses/input_tokens", input + "}");
        api.get(caller, response);
        api.get(caller, response + "?stream=true");
        api.get(caller, response + "/input_items");
        api.refused(400, caller, response + "?stream=true&starting_after=x");
        api.refused(400, caller, response + "/input_items?limit=0");
        api.delete(200, caller, response);
        conversations(caller, agent);
        String message = question.replace("\"messages\"", "\"max_tokens\":256,\"messages\"");
        String anthropicTools = ",\"tools\":[{\"name\":\"weather\",\"input_schema\":{\"type\":\"object\"}}],"
                + "\"tool_choice\":{\"type\":\"any\"}";
        for (String more : new String[] {"", ",\"stream\":true", anthropicTools, anthropicTools + ",\"stream\":true"}) {
            api.post(200, caller, "/v1/messages", message + more + "}");
        }
        api.post(200, caller, "/v1/messages/count_tokens", message + "}");
    }

    private void conversations(Client caller, String agent) {
        String metadata = "{\"metadata\":{\"model\":\"" + agent + "\"}}";
        String conversation = "/v1/conversations/"
                + api.post(200, caller, "/v1/conversations", metadata).text("id");
        String items = conversation + "/items";
        String item = api.post(200, caller, items, "{\"items\":[{\"role\":\"user\",\"content\":\"Hello\"}]}")
                .text("first_id");
        api.get(caller, conversation);
        api.post(200, caller, conversation, "{\"metadata\":{\"topic\":\"travel\"}}");
        api.get(caller, items);
        api.refused(400, caller, items + "?limit=0");
        api.get(caller, items + "/" + item);
        api.delete(200, caller, conversation);
    }

    private void analytics() {
        Client caller = olga.client();
        String agent = olga.createAgent(platform, Platform.OFFLINE_MODEL);
        String session = olga.startSession(platform, agent);
        api.post(200, caller, "/api/v1/sessions/" + session + "/messages", json("content", "Hello"));
        Platform.eventually(() -> api.get(caller, "/api/v1/analytics/sessions/" + session));
        Platform.eventually(() -> api.get(caller, "/api/v1/analytics/agents/" + agent));
        api.get(caller, "/api/v1/analytics/users/me");
        api.get(caller, "/api/v1/analytics/users/" + olga.id());
        api.get(caller, "/api/v1/analytics/query?measures=replies,cost,latency_p95&dimensions=model&tz=Asia/Kolkata");
        api.refused(400, caller, "/api/v1/analytics/query?measures=money");
        api.get(caller, "/api/v1/analytics/activity");
        api.get(admin, "/api/v1/analytics/activity?user_id=all");
        api.get(admin, "/api/v1/analytics/audit");
        api.get(admin, "/api/v1/analytics/audit/verification");
        api.get(admin, "/api/v1/analytics/logs");
        api.get(admin, "/api/v1/analytics/metrics");
    }

    private static String agent(String name) {
        return "{\"name\":\"" + name + "\",\"type\":\"assistant\",\"model\":\"" + Platform.OFFLINE_MODEL
                + "\",\"config\":{\"system_prompt\":\"Be brief.\"}}";
    }

    private static String credentials(String email, String password, @Nullable String name) {
        return name == null
                ? json("email", email, "password", password)
                : json("email", email, "password", password, "name", name);
    }

    private static String json(String... members) {
        var object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < members.length; i += 2) {
            object.put(members[i], members[i + 1]);
        }
        return object.toString();
    }
}
