package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.secret.SigningKey;
import de.lopezitwelt.platform.local.secret.SigningKeyRotation;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A new key signs while people work, and nobody notices. */
class KeyRotationIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();
    private static final int PEOPLE = 4;

    private final Platform platform = Platform.running();
    /** How often each person has signed in. */
    private final AtomicIntegerArray signIns = new AtomicIntegerArray(PEOPLE);

    @Test
    void noRequestFailsWhileTheSigningKeyIsReplaced() throws Exception {
        Path file = platform.local().signingKeysFile();
        var rotation = new SigningKeyRotation(file);
        var running = new AtomicBoolean(true);
        var requests = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> people = IntStream.range(0, PEOPLE)
                .mapToObj(n -> Thread.ofVirtual().start(() -> work(n, running, requests, failures)))
                .toList();
        try {
            String fresh = rotation.publish();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> published().contains("\"" + fresh + "\""));
            String announced = signedBy(fresh, Files.readString(file));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> acceptedEverywhere(announced));
            rotation.sign();
            String both = Files.readString(file);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> signsWith(fresh));
            int[] before = signIns();
            Awaitility.await().atMost(Duration.ofSeconds(120)).until(() -> allSignedInTwiceSince(before));
            rotation.retire();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> !published().contains("local-1\""));
            // Other tests hold tokens of the old key that live for some minutes yet.
            Files.writeString(file, both);
        } finally {
            running.set(false);
            for (Thread person : people) {
                person.join(Duration.ofSeconds(60));
            }
        }
        assertThat(failures).isEmpty();
        assertThat(requests.get()).isGreaterThan(100);
    }

    private void work(int number, AtomicBoolean running, AtomicInteger requests, Queue<String> failures) {
        try {
            Person person = Person.register(platform, "Worker");
            while (running.get()) {
                Person fresh = person.signedInAgain(platform);
                signIns.incrementAndGet(number);
                for (int n = 0; n < 20 && running.get(); n++) {
                    Answer answer = fresh.client()
                            .get(n % 2 == 0 ? platform.agent("/api/v1/agents") : platform.chat("/api/v1/sessions"));
                    requests.incrementAndGet();
                    if (answer.status() != 200) {
                        failures.add(answer.toString());
                    }
                }
            }
        } catch (AssertionError failed) {
            failures.add(failed.toString());
        }
    }

    private int[] signIns() {
        return IntStream.range(0, PEOPLE).map(signIns::get).toArray();
    }

    /** The first of the two may have begun before. */
    private boolean allSignedInTwiceSince(int[] before) {
        return IntStream.range(0, PEOPLE).allMatch(n -> signIns.get(n) >= before[n] + 2);
    }

    /** The administrator's token, as the announced key would sign it. */
    private String signedBy(String keyId, String keys) throws IOException {
        for (JsonNode key : JSON.readTree(keys).path("keys")) {
            if (key.path("kid").asText().equals(keyId)) {
                String[] parts = platform.administrator().token().split("\\.");
                ObjectNode header = (ObjectNode) JSON.readTree(DECODER.decode(parts[0]));
                String alone = JSON.createObjectNode()
                        .set("keys", JSON.createArrayNode().add(key))
                        .toString();
                return SigningKey.firstOf(alone)
                        .sign(header.put("kid", keyId), JSON.readTree(DECODER.decode(parts[1])));
            }
        }
        throw new IllegalArgumentException(keyId);
    }

    /** A service asks for a key it does not know, though not at once when it has just asked for another one. */
    private boolean acceptedEverywhere(String token) {
        Client client = Client.as(token);
        return Stream.of(
                        platform.auth("/api/v1/account"),
                        platform.agent("/api/v1/agents"),
                        platform.chat("/api/v1/sessions"),
                        platform.orgBilling("/api/v1/organizations"),
                        platform.analytics("/api/v1/analytics/users/me"))
                .noneMatch(url -> List.of(401, 503).contains(client.get(url).status()));
    }

    private String published() {
        return Client.anonymous()
                .get(platform.auth("/.well-known/jwks.json"))
                .expect(200)
                .body();
    }

    private boolean signsWith(String keyId) {
        String token = platform.administrator().token();
        String header = new String(DECODER.decode(token.substring(0, token.indexOf('.'))));
        return header.contains("\"" + keyId + "\"");
    }
}
