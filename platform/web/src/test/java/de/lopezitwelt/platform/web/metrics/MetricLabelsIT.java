package de.lopezitwelt.platform.web.metrics;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ManagementPort;
import de.lopezitwelt.platform.testing.http.RawConnection;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class MetricLabelsIT {
    private static final List<String> METHODS = List.of("GET", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH");

    @Test
    void seriesDoNotGrowWithWhatClientsSend() {
        send(false);
        Set<String> before = series();

        send(true);

        assertThat(series()).isEqualTo(before).noneMatch(line -> line.contains("random-"));
        assertThat(before).anyMatch(line -> line.contains("uri=\"/api/v1/things/{id}\""));
    }

    @Test
    void requestThatIsGivenUpIsCountedUnderItsRoute() {
        for (int i = 0; i < 20; i++) {
            try (var connection = RawConnection.to(RestAssured.port)) {
                connection.send("GET /api/v1/stream?random-" + i + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                connection.send("POST /random-" + UUID.randomUUID()
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\n");
            }
        }
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(series())
                        .anyMatch(line -> line.contains("status=\"RESET\"") && line.contains("uri=\"/api/v1/stream\""))
                        .noneMatch(line -> line.contains("random-")));
    }

    @Test
    void unknownMethodIsNotImplemented() {
        given().request("BREW", "/api/v1/open").then().statusCode(501).contentType("application/problem+json");
    }

    /** A thousand requests, each time the same but for names. */
    private static void send(boolean random) {
        for (int i = 0; i < 1_000; i++) {
            String name = random ? "random-" + UUID.randomUUID() : "known";
            String path = switch (i % 5) {
                case 0 -> "/" + name;
                case 1 -> "/api/v1/things/" + name;
                case 2 -> "/" + name + "/%zz";
                case 3 -> "/api/v1/" + name + "?" + name + "=%zz";
                default -> "/q/" + name;
            };
            String method = i % 7 == 0 ? (random ? "M" + i : "BREW") : METHODS.get(i % METHODS.size());
            String length = i % 11 == 0 ? "Content-Length: 99999999\r\n" : "";
            RawConnection.exchange(
                    RestAssured.port,
                    method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n" + length + "\r\n",
                    Duration.ofSeconds(10));
        }
    }

    /** Names and labels of everything about requests. */
    private static Set<String> series() {
        return given().get(ManagementPort.url("/q/metrics"))
                .asString()
                .lines()
                .filter(line -> line.startsWith("http_server_"))
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.toSet());
    }
}
