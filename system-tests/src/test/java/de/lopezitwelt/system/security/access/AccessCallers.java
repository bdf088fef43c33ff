package de.lopezitwelt.system.security.access;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.secret.SigningKey;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.ApiOperation;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.awaitility.Awaitility;

/** Every kind of caller that {@code docs/access.md} knows. */
final class AccessCallers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration EXPIRY = Duration.ofSeconds(2);

    private final Platform platform;

    AccessCallers(Platform platform) {
        this.platform = platform;
    }

    /** Somebody who is known. @param kind a column of the policy */
    record Caller(String kind, String credential, AccessWorld world) {}

    /** @param role of the platform */
    Caller people(String name, String role) {
        Person person = Person.register(platform, name);
        if (!role.equals("user")) {
            setRole(person, role);
        }
        AccessWorld world = AccessWorld.of(platform, person.signedInAgain(platform));
        return new Caller(role.equals("admin") ? "administrator" : role, world.person.token(), world);
    }

    Caller key() {
        AccessWorld world = AccessWorld.of(platform, Person.register(platform, "Keyholder"));
        return new Caller("key", AccessWorld.key(platform, world.person, AccessWorld.SCOPES), world);
    }

    Caller boundKey() {
        AccessWorld world = AccessWorld.of(platform, Person.register(platform, "Founder"));
        return new Caller("bound key", world.boundKey, world);
    }

    Caller formerMember() {
        Person owner = Person.register(platform, "Owner");
        AccessWorld world = AccessWorld.ofMember(platform, Person.register(platform, "Former"), owner);
        world.leave(owner);
        return new Caller("former", world.person.token(), world);
    }

    String revokedKey() {
        Person owner = Person.register(platform, "Revoking");
        Answer made = owner.client()
                .post(platform.auth("/api/v1/api-keys"), "{\"name\":\"old\",\"scopes\":" + AccessWorld.SCOPES + "}")
                .expect(201);
        owner.client()
                .send("DELETE", platform.auth("/api/v1/api-keys/" + made.text("id")), null, Map.of())
                .expect(204);
        return dead(made.text("key"));
    }

    String expiredKey() {
        Person owner = Person.register(platform, "Expiring");
        Instant expiry = Instant.now().plus(EXPIRY);
        String key = owner.client()
                .post(
                        platform.auth("/api/v1/api-keys"),
                        "{\"name\":\"short\",\"expires_at\":\"" + expiry + "\",\"scopes\":" + AccessWorld.SCOPES + "}")
                .expect(201)
                .text("key");
        Awaitility.await().until(() -> Instant.now().isAfter(expiry));
        return dead(key);
    }

    /** A token as auth would have made it an hour ago. */
    String expiredToken() {
        try {
            SigningKey key =
                    SigningKey.firstOf(Files.readString(platform.local().signingKeysFile()));
            String[] living = Person.register(platform, "Late").token().split("\\.");
            ObjectNode claims =
                    (ObjectNode) JSON.readTree(Base64.getUrlDecoder().decode(living[1]));
            long hourAgo = Instant.now().minusSeconds(3_600).getEpochSecond();
            return key.sign(
                    JSON.readTree(Base64.getUrlDecoder().decode(living[0])),
                    claims.put("iat", hourAgo).put("exp", hourAgo + 300));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    String tokenOfBeforeADemotion() {
        Person person = Person.register(platform, "Demoted");
        setRole(person, "moderator");
        Person moderator = person.signedInAgain(platform);
        setRole(person, "user");
        return dead(moderator.token());
    }

    private void setRole(Person person, String role) {
        platform.administrator()
                .client()
                .send(
                        "PUT",
                        platform.auth("/api/v1/users/" + person.id() + "/role"),
                        "{\"role\":\"" + role + "\"}",
                        Map.of())
                .expect(200);
    }

    private String dead(String credential) {
        AccessWorld.expectRefusalEverywhere(platform, credential);
        return credential;
    }

    /** For each operation a key that holds none of the scopes it names. */
    Function<ApiOperation, Client> weakKeys() {
        Person owner = Person.register(platform, "Weak");
        Client reader = Client.as(AccessWorld.key(platform, owner, "[\"account:read\"]"));
        Client listener = Client.as(AccessWorld.key(platform, owner, "[\"chat:read\"]"));
        return operation ->
                operation.declaration().path("security").toString().contains("account:read") ? listener : reader;
    }
}
