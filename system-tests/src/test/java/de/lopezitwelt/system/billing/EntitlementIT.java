package de.lopezitwelt.system.billing;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.platform.local.server.FreePorts;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Everybody is entitled to what the configured plans allow, from registration on and when a plan has changed. */
class EntitlementIT {
    private static final String NEXT_START = "org-billing-next-start";
    private static final String MORE = Platform.FREE_TOKENS + "0";

    private final Platform platform = Platform.running();

    @AfterEach
    void stopInstance() {
        platform.local().process(NEXT_START).ifPresent(process -> process.stop(Duration.ofSeconds(30)));
    }

    @Test
    void whoNeverSubscribedHasTheFreePlanInChatAndItsNewLimitsAfterTheNextStart() throws Exception {
        Person somebody = Person.register(platform, "Free");
        Platform.eventually(() -> assertThat(tokensInChat(platform, somebody)).isEqualTo(Platform.FREE_TOKENS));

        platform.local()
                .startInstance(
                        PlatformService.ORG_BILLING,
                        NEXT_START,
                        FreePorts.next(),
                        Map.of("lopez.billing.free.tokens-per-month", MORE));

        Platform.eventually(() -> assertThat(tokensInChat(platform, somebody)).isEqualTo(MORE));
    }

    /** What chat lets a user spend in a month: {@code null} for no limit, {@code none} while chat knows nothing. */
    static String tokensInChat(Platform platform, Person person) throws SQLException {
        try (Connection connection = platform.local().mysql().connect()) {
            connection.setCatalog("lopez_chat");
            try (var statement = connection.prepareStatement(
                    "SELECT tokens_per_month FROM entitlements_replica WHERE subject_type = 'user' AND subject_id = ?")) {
                statement.setString(1, person.id());
                try (var rows = statement.executeQuery()) {
                    return rows.next() ? String.valueOf(rows.getString(1)) : "none";
                }
            }
        }
    }
}
