package de.lopezitwelt.system.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.platform.local.demo.DemoUser;
import de.lopezitwelt.platform.local.demo.Dialogue;
import de.lopezitwelt.platform.local.demo.Journey;
import de.lopezitwelt.platform.local.demo.TrialAdministrator;
import de.lopezitwelt.platform.local.operator.Administrators;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Answer;
import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Parallel;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Who administers a platform that nobody administered before. A second instance of auth has the switch for trials on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirstAdministratorIT {
    private static final String TRIAL = "auth-service-trial";
    private static final String SWITCH = "lopez.auth.administration.first-registered";
    private static final int SIGN_UPS = 30;

    private final Platform platform = Platform.running();
    private URI trial = URI.create("http://localhost");

    @BeforeAll
    void start() throws IOException, InterruptedException {
        trial = platform.local()
                .startInstance(
                        PlatformService.AUTH,
                        TRIAL,
                        FreePorts.next(),
                        Map.of(SWITCH, "true", "lopez.auth.registration.policy", "closed"));
    }

    @AfterAll
    void stop() {
        platform.local().process(TRIAL).ifPresent(process -> process.stop(Duration.ofSeconds(20)));
    }

    @BeforeEach
    void asIfNobodyHadAdministeredYet() throws SQLException {
        try (Connection connection = platform.local().mysql().connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "UPDATE " + PlatformService.AUTH.schema() + ".administration_guard SET first_admin_id = NULL");
        }
    }

    @Test
    void ofThirtyWhoRegisterAtOnceNobodyBecomesTheAdministrator() {
        List<Answer> answers = Parallel.run(SIGN_UPS, n -> register(platform.auth("/api/v1/auth/register")));

        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.text("role")).containsOnly("user");
    }

    @Test
    void withTheSwitchForTrialsOneOfThirtyDoesAndTheClosedPlatformTakesNobodyElse() {
        List<Answer> answers = Parallel.run(SIGN_UPS, n -> register(trial + "/api/v1/auth/register"));

        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .singleElement()
                .satisfies(first -> assertThat(first.text("role")).isEqualTo("admin"));
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 201)
                .hasSize(SIGN_UPS - 1)
                .allSatisfy(answer ->
                        assertThat(answer.expectProblem(403).text("type")).endsWith("registration-closed"));
    }

    @Test
    void theSwitchIsSaidAtTheStartOfWhoHasItAlone() throws IOException {
        assertThat(Files.readString(platform.local().settings().state().log(TRIAL)))
                .contains(SWITCH + " is on");
        assertThat(Files.readString(platform.local().settings().state().log("auth-service")))
                .contains("Nobody administers this platform")
                .doesNotContain(SWITCH);
    }

    @Test
    void theLoginThatUpShowsAdministersThoughTheDemonstrationCameFirst() throws Exception {
        var journey = new Journey(platform.local()::url, new PrintStream(PrintStream.nullOutputStream()));
        Journey.Played played = journey.play(new Dialogue(List.of("What is 17 * 23?")));
        TrialAdministrator administrator = TrialAdministrator.of(platform.local());

        administrator.make();
        administrator.make();

        assertThat(roleOf(played.userId())).isEqualTo("user");
        assertThat(Client.as(login(administrator.user()))
                        .get(platform.auth("/api/v1/users"))
                        .status())
                .isEqualTo(200);
        Journey.Played afterwards = journey.play(new Dialogue(List.of("What is 17 * 23?")));
        assertThat(roleOf(afterwards.userId())).isEqualTo("user");
    }

    @Test
    void whatTheOperatorGrantsAdministersAndIsListed() throws Exception {
        Administrators administrators = platform.administrators();
        Person person = Person.register(platform, "Granted");
        person.client().get(platform.auth("/api/v1/users")).expectProblem(403);
        assertThat(emails(administrators)).doesNotContain(person.email());

        JsonNode granted = Objects.requireNonNull(administrators.grant(person.email()));

        assertThat(granted.path("id").asText()).isEqualTo(person.id());
        assertThat(granted.path("email").asText()).isEqualTo(person.email());
        assertThat(emails(administrators)).contains(person.email()).doesNotHaveDuplicates();
        assertThat(roleOf(person.id())).isEqualTo("admin");
        person.signedInAgain(platform)
                .client()
                .get(platform.auth("/api/v1/users"))
                .expect(200);
        Awaitility.await("the end of the plain user's token")
                .atMost(Platform.FELT)
                .until(() ->
                        person.client().get(platform.auth("/api/v1/account")).status() == 401);
    }

    @Test
    void whatIsGrantedTwiceIsListedOnceAndWhomNobodyKnowsIsMadeByNoGrant() throws Exception {
        Administrators administrators = platform.administrators();
        Person person = Person.register(platform, "Twice");
        administrators.grant(person.email());
        administrators.grant(person.email());
        String unknown = "nobody-" + UUID.randomUUID() + "@example.com";

        assertThat(administrators.grant(unknown)).isNull();

        assertThat(emails(administrators)).containsOnlyOnce(person.email()).doesNotContain(unknown);
    }

    private static List<String> emails(Administrators administrators) throws Exception {
        return administrators.list().stream()
                .map(administrator -> administrator.path("email").asText())
                .toList();
    }

    private String roleOf(String userId) {
        return platform.administrator()
                .client()
                .get(platform.auth("/api/v1/users/" + userId))
                .expect(200)
                .text("role");
    }

    private static String login(DemoUser user) throws IOException, InterruptedException {
        return user.logIn().accessToken();
    }

    private static Answer register(String url) {
        var account = JsonNodeFactory.instance
                .objectNode()
                .put("email", "fast-" + UUID.randomUUID() + "@example.com")
                .put("password", Person.PASSWORD)
                .put("name", "Fast");
        return Client.anonymous().post(url, account.toString());
    }
}
