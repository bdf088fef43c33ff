package de.lopezitwelt.analytics;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.schema.SchemaConformance;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
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
