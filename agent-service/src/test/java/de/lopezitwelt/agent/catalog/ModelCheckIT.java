package de.lopezitwelt.agent.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import de.lopezitwelt.runtime.catalog.ModelCatalog;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class ModelCheckIT {
    private static final String PATH = "/internal/operations/models";

    @Test
    void operatorSeesModelsAndHowTheyAreCalled() {
        operator()
                .get(PATH)
                .then()
                .statusCode(200)
                .body("models.name", hasItem(ModelCatalog.OFFLINE_MODEL))
                .body("probes", contains("answer", "stream", "tools", "json_object", "json_schema", "images"));
    }

    @Test
    void modelIsCalled() {
        check(ModelCatalog.OFFLINE_MODEL, "stream", 200)
                .body("probe", equalTo("stream"))
                .body("outcome", equalTo("works"))
                .body("promised", equalTo(true));
    }

    @Test
    void capabilityThatTheCatalogDoesNotListIsNotPromised() {
        check(ModelCatalog.OFFLINE_MODEL, "images", 200).body("promised", equalTo(false));
    }

    @Test
    void badInputNamesItsField() {
        check("no-such-model", "answer", 400).body("violations[0].field", equalTo("model"));
        check(ModelCatalog.OFFLINE_MODEL, "mind-reading", 400).body("violations[0].field", equalTo("probe"));
    }

    @Test
    void nobodyButTheOperatorMayCheck() {
        given().auth()
                .oauth2(TestTokens.service("chat-service", "internal:agents"))
                .get(PATH)
                .then()
                .statusCode(403);
        given().get(PATH).then().statusCode(401);
    }

    private static ValidatableResponse check(String model, String probe, int status) {
        return operator()
                .body(Map.of("model", model, "probe", probe))
                .post(PATH + "/checks")
                .then()
                .statusCode(status);
    }

    private static RequestSpecification operator() {
        return given().auth()
                .oauth2(TestTokens.service("operator", "internal:operations"))
                .contentType("application/json");
    }
}
