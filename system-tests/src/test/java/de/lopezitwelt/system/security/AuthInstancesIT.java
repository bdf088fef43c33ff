package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.platform.Ports;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Parallel;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What two instances of auth count, they count together: neither asking both nor a restart gives anybody more. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthInstancesIT {
    private static final String SECOND = "auth-service-2";
    private static final String WRONG = "nine cranes over quiet water";
    private static final int THRESHOLD = 5;

    private final Platform platform = Platform.running();
    private URI second = URI.create("http://localhost");

    @BeforeAll
    void start() throws IOException, InterruptedException {
        second = platform.local().startInstance(PlatformService.AUTH, SECOND, FreePorts.next(), Map.of());
    }

    @AfterAll
    void stop() {
        platform.local().process(SECOND).ifPresent(process -> process.stop(Duration.ofSeconds(20)));
    }

    @Test
    void aThousandGuessesAtBothCostNoMoreHashesThanTheThreshold() {
        Person victim = Person.register(platform, "Victim");
        Person neighbour = Person.register(platform, "Neighbour");
        long before = hashes();

        List<Answer> guesses = Parallel.run(1000, n -> login(n, victim, WRONG));

        assertThat(hashes() - before).isLessThanOrEqualTo(THRESHOLD);
        assertThat(guesses).filteredOn(guess -> guess.status() == 401).hasSize(THRESHOLD);
        assertThat(guesses)
                .filteredOn(guess -> guess.status() == 429)
                .hasSize(1000 - THRESHOLD)
                .allMatch(guess -> guess.headers().firstValue("Retry-After").isPresent());

        long afterwards = hashes();
        for (int instance : new int[] {0, 1}) {
            login(instance, victim, Person.PASSWORD).expectProblem(429);
        }
        assertThat(hashes()).as("the right password of a locked account").isEqualTo(afterwards);
        for (int instance : new int[] {0, 1}) {
            login(instance, neighbour, Person.PASSWORD).expect(200);
        }
    }

    @Test
    void aHundredRefreshesAtBothGiveOneSuccessorAndReuseEndsTheFamilyForGood() throws Exception {
        Person person = Person.register(platform, "Refresher");
        String first = login(0, person, Person.PASSWORD).expect(200).text("refresh_token");

        List<Answer> answers = Parallel.run(100, n -> refresh(n, first));

        assertThat(answers).extracting(Answer::status).containsOnly(200);
        String successor = answers.getFirst().text("refresh_token");
        assertThat(answers).extracting(answer -> answer.text("refresh_token")).containsOnly(successor);

        endGraceOf(person);
        refresh(1, first).expectProblem(401);
        refresh(0, successor).expectProblem(401);

        platform.local().killService(PlatformService.AUTH);
        stop();
        platform.local().startService(PlatformService.AUTH);
        start();
        for (int instance : new int[] {0, 1}) {
            refresh(instance, first).expectProblem(401);
            refresh(instance, successor).expectProblem(401);
            login(instance, person, Person.PASSWORD).expect(200);
        }
    }

    private Answer login(int instance, Person person, String password) {
        var credentials = JsonNodeFactory.instance
                .objectNode()
                .put("email", person.email())
                .put("password", password);
        return Client.anonymous().post(address(instance, "/api/v1/auth/login"), credentials.toString());
    }

    private Answer refresh(int instance, String token) {
        return Client.anonymous()
                .post(address(instance, "/api/v1/auth/refresh"), "{\"refresh_token\":\"" + token + "\"}");
    }

    private String address(int instance, String path) {
        return instance % 2 == 0 ? platform.auth(path) : second + path;
    }

    /** Runs of bcrypt that both have begun. */
    private long hashes() {
        long started = 0;
        for (int instance : new int[] {0, 1}) {
            String metrics = Client.anonymous()
                    .get(
                            instance == 0
                                    ? platform.management(PlatformService.AUTH, "/q/metrics")
                                    : "http://localhost:" + Ports.managementOf(second.getPort()) + "/q/metrics")
                    .expect(200)
                    .body();
            started += metrics.lines()
                    .filter(line -> line.startsWith("lopez_auth_hashing_started_total{"))
                    .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        }
        return started;
    }

    /** As if the last use had been long ago: nothing here waits for a clock. */
    private void endGraceOf(Person person) throws SQLException {
        try (Connection connection = platform.local().mysql().connect();
                PreparedStatement update = connection.prepareStatement("UPDATE " + PlatformService.AUTH.schema()
                        + ".token_families" + " SET rotated_at = rotated_at - INTERVAL 1 MINUTE WHERE user_id = ?")) {
            update.setString(1, person.id());
            assertThat(update.executeUpdate()).isPositive();
        }
    }
}
