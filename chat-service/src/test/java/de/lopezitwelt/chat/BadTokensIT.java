package de.lopezitwelt.chat;

import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.BadTokensContract;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.URI;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class BadTokensIT extends BadTokensContract {
    @Override
    protected URI protectedEndpoint() {
        return URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/sessions");
    }
}
