package de.lopezitwelt.system;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.secret.SigningKeyRotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A new key signs while people work, and nobody notices. */
class KeyRotationIT {
    private final Platform platform = Platform.running();

    @Test
    void noRequestFailsWhileTheSigningKeyIsReplaced() throws Exception {
        Path file = platform.local().signingKeysFile();
        var rotation = new SigningKeyRotation(file);
        var running = new AtomicBoolean(true);
        var requests = new AtomicInteger();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Thread> people = IntStream.range(0, 4)
                .mapToObj(n -> Thread.ofVirtual().start(() -> work(running, requests, failures)))
                .toList();
        try {
            String fresh = rotation.publish();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> published().contains("\"" + fresh + "\""));
            // Services ask for an unknown key at most every five seconds: after that none can miss it.
            Awaitility.await().pollDelay(Duration.ofSeconds(7)).until(() -> true);
            rotation.sign();
            String both = Files.readString(file);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> signsWith(fresh));
            int before = requests.get();
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> requests.get() > before + 100);
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

    private void work(AtomicBoolean running, AtomicInteger requests, Queue<String> failures) {
        try {
            Person person = Person.register(platform, "Worker");
            while (running.get()) {
                Person fresh = person.signedInAgain(platform);
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

    private String published() {
        return Client.anonymous()
                .get(platform.auth("/.well-known/jwks.json"))
                .expect(200)
                .body();
    }

    private boolean signsWith(String keyId) {
        String token = platform.administrator().signedInAgain(platform).token();
        String header = new String(java.util.Base64.getUrlDecoder().decode(token.substring(0, token.indexOf('.'))));
        return header.contains("\"" + keyId + "\"");
    }
}
