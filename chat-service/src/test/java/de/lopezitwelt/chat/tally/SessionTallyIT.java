package de.lopezitwelt.chat.tally;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.support.ChatClient;
import de.lopezitwelt.chat.support.ChatDatabase;
import de.lopezitwelt.chat.support.ScriptedProvider;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.testing.BackendsResource;
import de.lopezitwelt.platform.testing.identity.TestTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(BackendsResource.class)
@WithTestResource(ScriptedProvider.class)
class SessionTallyIT {
    private final ChatClient user = new ChatClient(ChatDatabase.IDS.next());
    private final ChatClient analytics =
            new ChatClient("analytics-service", TestTokens.service("analytics-service", "internal:sessions.read"));

    @Test
    void sessionsOfADayAreTalliedPageByPage() {
        String agent = ChatDatabase.agent(user.userId, "private");
        String silent = user.startSession(agent);
        String talked = user.startSession(agent);
        for (String text : List.of("one", "zwei", "три")) {
            assertThat(user.append(talked, text, null).status()).isEqualTo(201);
        }

        Map<String, JsonNode> tallies = tallies(talked);

        assertThat(Objects.requireNonNull(tallies.get(silent)).path("messages").asLong())
                .isZero();
        assertThat(Objects.requireNonNull(tallies.get(silent)).path("checksum").asLong())
                .isZero();
        assertThat(Objects.requireNonNull(tallies.get(talked)).path("messages").asLong())
                .isEqualTo(3);
        assertThat(Objects.requireNonNull(tallies.get(talked)).path("checksum").asLong())
                .isEqualTo(checksum(talked));
    }

    @Test
    void anotherDayHasNoneAndABrokenOneIsRefused() {
        assertThat(analytics.get(path("1999-01-01")).body().path("data")).isEmpty();
        assertThat(analytics.get(path("yesterday")).status()).isEqualTo(400);
        assertThat(analytics.get("/internal/session-tallies").status()).isEqualTo(400);
        assertThat(user.get(path("1999-01-01")).status()).isEqualTo(401);
    }

    private Map<String, JsonNode> tallies(String session) {
        LocalDate day = LocalDate.ofInstant(IdGenerator.timeOf(session), ZoneOffset.UTC);
        Map<String, JsonNode> found = new TreeMap<>();
        String next = path(day.toString());
        while (next != null) {
            JsonNode page = analytics.get(next).body();
            page.path("data")
                    .forEach(tally -> found.put(tally.path("session_id").asText(), tally));
            String cursor = page.path("next_cursor").textValue();
            next = cursor == null ? null : path(day.toString()) + "&cursor=" + cursor;
        }
        return found;
    }

    private static String path(String day) {
        return "/internal/session-tallies?limit=3&day=" + day;
    }

    private static long checksum(String session) {
        long sum = 0;
        for (Object message : ChatDatabase.column(
                "SELECT CONCAT_WS(':', id, type, tokens_used, processing_time_ms) FROM chat_messages WHERE session_id = ?",
                session)) {
            var checksum = new CRC32();
            checksum.update(message.toString().getBytes(StandardCharsets.US_ASCII));
            sum += checksum.getValue();
        }
        return sum;
    }
}
