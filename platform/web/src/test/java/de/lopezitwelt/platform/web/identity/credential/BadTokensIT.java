package de.lopezitwelt.platform.web.identity.credential;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.BadTokensContract;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class BadTokensIT extends BadTokensContract {
    @Override
    protected URI protectedEndpoint() {
        return URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/me");
    }
}
