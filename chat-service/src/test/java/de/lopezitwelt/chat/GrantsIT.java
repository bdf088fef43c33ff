package de.lopezitwelt.chat;

import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.schema.Grants;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
class GrantsIT {
    @Test
    void everyAccountMayDoWhatIsListedAndNoMore() throws Exception {
        Grants.assertAsListed();
    }
}
