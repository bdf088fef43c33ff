package de.lopezitwelt.platform.messaging.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.messaging.EventJson;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ActivitySealTest {
    private static final String METADATA = "{\"message_id\":\"m\",\"session_started\":true,\"salt\":\"5a\"}";

    @Test
    void orderInWhichADatabaseKeepsMembersDoesNotMatter() throws Exception {
        assertThat(ActivitySeal.of(
                        "a", activity("{\"salt\":\"5a\",\"message_id\":\"m\",\"session_started\":true}", "::1")))
                .isEqualTo(ActivitySeal.of("a", activity(METADATA, "::1")))
                .hasSize(43);
    }

    @Test
    void everyChangeShows() throws Exception {
        String seal = ActivitySeal.of("a", activity(METADATA, "::1"));

        assertThat(ActivitySeal.of("b", activity(METADATA, "::1"))).isNotEqualTo(seal);
        assertThat(ActivitySeal.of("a", activity(METADATA, "::2"))).isNotEqualTo(seal);
        assertThat(ActivitySeal.of("a", activity(METADATA, null))).isNotEqualTo(seal);
        assertThat(ActivitySeal.of("a", activity(METADATA.replace("5a", "5b"), "::1")))
                .isNotEqualTo(seal);
    }

    private static ActivityRecorded activity(String metadata, @Nullable String address) throws Exception {
        JsonNode about = EventJson.MAPPER.readTree(metadata);
        return new ActivityRecorded("u", "message.sent", "session", "s", about, address, "curl/8");
    }
}
