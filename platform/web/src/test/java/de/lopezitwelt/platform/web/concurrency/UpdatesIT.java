package de.lopezitwelt.platform.web.concurrency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class UpdatesIT {
    private static final String THINGS = "/api/v1/things";
    /** Characters of a condition that the head of a request has room for. */
    private static final int LONGEST = 14_000;

    private final String user = UUID.randomUUID().toString();

    private RequestSpecification request() {
        return given().header("Authorization", "Bearer " + TestTokens.user(user));
    }

    private String create(String name) {
        return request()
                .contentType("application/json")
                .body("{\"name\":\"" + name + "\"}")
                .post(THINGS)
                .path("id");
    }

    private Response patch(String id, String ifMatch, String body) {
        return request()
                .header("If-Match", ifMatch)
                .contentType("application/merge-patch+json")
                .body(body)
                .patch(THINGS + "/" + id);
    }

    @Test
    void updateNeedsTheTagOfWhatWasRead() {
        String id = create("before");
        String tag = request().get(THINGS + "/" + id).header("ETag");
        assertThat(tag).isEqualTo("\"0\"");
        request()
                .contentType("application/merge-patch+json")
                .body("{}")
                .patch(THINGS + "/" + id)
                .then()
                .statusCode(428);
        patch(id, tag, "{\"name\":\"after\"}")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("name", equalTo("after"));
        patch(id, tag, "{\"name\":\"lost\"}").then().statusCode(412);
        request().get(THINGS + "/" + id).then().body("name", equalTo("after"));
    }

    @Test
    void ofManyUpdatesFromTheSameReadOneWins() throws Exception {
        String id = create("before");
        try (var threads = Executors.newFixedThreadPool(16)) {
            var calls = IntStream.range(0, 16)
                    .<Callable<Integer>>mapToObj(i -> () ->
                            patch(id, "\"0\"", "{\"name\":\"n" + i + "\"}").statusCode())
                    .toList();
            List<Integer> statuses = threads.invokeAll(calls).stream()
                    .map(call -> call.resultNow())
                    .toList();
            assertThat(statuses).containsOnly(200, 412).containsOnlyOnce(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"7\",", "W/\"7\",", "\"\",", "W/,", "\""})
    void conditionOfThousandsOfTagsIsABadRequest(String part) {
        String id = create("before");
        patch(id, part.repeat(LONGEST / part.length()), "{\"name\":\"after\"}")
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("If-Match"));
        request().get(THINGS + "/" + id).then().body("name", equalTo("before"));
    }

    @Test
    void patchedResultIsCheckedLikeAFreshOne() {
        String id = create("before");
        patch(id, "*", "{\"name\":null}").then().statusCode(400).body("violations.field", hasItem("name"));
        patch(id, "*", "{\"owner\":\"me\"}").then().statusCode(400).body("violations.field", hasItem("owner"));
        patch(id, "*", "{\"name\":7}").then().statusCode(400).body("violations.field", hasItem("name"));
        patch(id, "*", "[]").then().statusCode(400);
        patch(id, "0", "{}").then().statusCode(400).body("violations.field", hasItem("If-Match"));
        patch("unknown", "*", "{}").then().statusCode(404);
    }

    @Test
    void pagesJoinAndStayStableUnderInserts() {
        var created = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            created.add(create("n" + i));
        }
        Response first = request().queryParam("limit", 2).get(THINGS);
        create("late");
        Response second = request()
                .queryParam("limit", 3)
                .queryParam("cursor", first.<String>path("next_cursor"))
                .get(THINGS);
        var seen = new ArrayList<String>(first.<List<String>>path("data.id"));
        seen.addAll(second.<List<String>>path("data.id"));
        assertThat(seen).isEqualTo(created);
        request()
                .queryParam("limit", "many")
                .get(THINGS)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("limit"));
        request()
                .queryParam("cursor", "x")
                .get(THINGS)
                .then()
                .statusCode(400)
                .body("violations.field", hasItem("cursor"));
    }
}
