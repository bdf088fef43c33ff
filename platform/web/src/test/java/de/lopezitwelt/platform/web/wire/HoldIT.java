package de.lopezitwelt.platform.web.wire;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.ManagementPort;
import de.lopezitwelt.platform.web.app.AuthDouble;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.nio.file.*;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(AuthDouble.class)
class HoldIT {
    @Test
    void hold() throws Exception {
        Files.writeString(Path.of("/tmp/w5port"), RestAssured.port + " " + ManagementPort.url("/"));
        for (int i = 0; i < 500 && !Files.exists(Path.of("/tmp/w5stop")); i++) Thread.sleep(1000);
    }
}
