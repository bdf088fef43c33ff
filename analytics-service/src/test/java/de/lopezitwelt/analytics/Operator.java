package de.lopezitwelt.analytics;

import static io.restassured.RestAssured.given;

import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;

/** Calls the operator's endpoints as {@code ./lopez} does. */
public final class Operator {
    private static final String PATH = "/internal/operations";
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private Operator() {}

    public static Response post(String path, String body) {
        return given().auth()
                .oauth2(TestTokens.service("operator", "internal:operations"))
                .contentType("application/json")
                .body(body)
                .post(PATH + path);
    }

    public static Response get(String path) {
        return given().auth()
                .oauth2(TestTokens.service("operator", "internal:operations"))
                .get(PATH + path);
    }

    /** Starts long work and returns its result. */
    public static JsonPath run(String path, String body) {
        String id = post(path, body).then().statusCode(200).extract().path("id");
        AtomicReference<JsonPath> state = new AtomicReference<>();
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(100)).until(() -> {
            JsonPath now = get(path + "/" + id).jsonPath();
            state.set(now);
            return now.getString("phase").matches("done|failed");
        });
        return Objects.requireNonNull(state.get());
    }
}
