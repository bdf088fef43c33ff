package de.lopezitwelt.analytics;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import java.time.Duration;
import org.awaitility.Awaitility;

/** Calls the service's API with a token. */
public final class Api {
    private Api() {}

    public static Response get(String token, String path) {
        return given().auth().oauth2(token).get("/api/v1/analytics" + path);
    }

    /** Waits until a fold has caught up. */
    public static void eventually(Runnable assertions) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .untilAsserted(assertions::run);
    }
}
