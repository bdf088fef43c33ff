package de.lopezitwelt.orgbilling;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.schema.SchemaConformance;
import de.lopezitwelt.platform.testing.service.FakeServicesResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(FakeServicesResource.class)
class SchemaConformanceIT {

    @Test
    void everyFactOfTheSpecificationIsHereOrListedWithItsReason() throws SQLException {
        try (SchemaConformance schema = SchemaConformance.ofServiceUnderTest()) {
            schema.assertConforms();
        }
    }

    @Test
    void noIndexRepeatsAnother() throws SQLException {
        try (SchemaConformance schema = SchemaConformance.ofServiceUnderTest()) {
            schema.assertNoSuperfluousIndex();
        }
    }
}
