package de.lopezitwelt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.platform.PlatformService;
import de.lopezitwelt.system.faults.Speaker.Manner;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Chat killed again and again while people talk: nothing acknowledged is lost or doubled, no session is stuck. */
class KillIT {
    /** {@code -Dlopez.kills=20} is the full drill. */
    private static final int KILLS = Integer.getInteger("lopez.kills", 2);

    private static final Duration RECOVERY = Duration.ofSeconds(12);

    private final Platform platform = Platform.running();

    @Test
    void killedMidStreamKeepsEveryAcknowledgedMessageOnceAndFreesEverySession() throws Exception {
        List<Speaker> speakers = new ArrayList<>();
        for (String name : List.of("Dora", "Emil", "Fritz")) {
            speakers.addAll(speakersOf(name));
        }
        Drill drill = new Drill();

        var over = new AtomicBoolean();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> talks = speakers.stream()
                    .<Future<?>>map(speaker -> executor.submit(() -> {
                        speaker.talkUntil(over::get);
                        return speaker;
                    }))
                    .toList();
            try {
                for (int kill = 0; kill < KILLS; kill++) {
                    drill.killMidStream();
                }
            } finally {
                over.set(true);
            }
            for (Future<?> talk : talks) {
                talk.get(2, TimeUnit.MINUTES);
            }
        }

        System.out.println(drill + ", " + sum(speakers));
        assertThat(drill.orphans).as("replies under way when chat was killed").isPositive();
        for (Speaker speaker : speakers) {
            assertEverythingStandsOnce(speaker);
            assertUsable(speaker);
        }
        Awaitility.await()
                .atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(column("SELECT subject_id FROM lopez_chat.usage_counters WHERE reserved <> 0"))
                                .isEmpty());
    }

    /** Two sessions of replies and one of mere messages. */
    private List<Speaker> speakersOf(String name) {
        Person person = Person.register(platform, name);
        String agent = person.createAgent(platform, "slow");
        return List.of(
                new Speaker(platform, person, person.startSession(platform, agent), Manner.STREAM),
                new Speaker(platform, person, person.startSession(platform, agent), Manner.WHOLE, Manner.STREAM),
                new Speaker(platform, person, person.startSession(platform, agent), Manner.STORE));
    }

    private static void assertEverythingStandsOnce(Speaker speaker) {
        List<JsonNode> messages = speaker.messages();
        assertThat(messages)
                .extracting(message -> message.path("position").asInt())
                .as("positions in %s", speaker.session())
                .isEqualTo(java.util.stream.IntStream.rangeClosed(1, messages.size())
                        .boxed()
                        .toList());
        List<JsonNode> said = messages.stream()
                .filter(message -> message.path("type").asText().equals("user"))
                .toList();
        assertThat(said)
                .extracting(message -> message.path("content").asText())
                .as("what was said in %s", speaker.session())
                .containsExactlyElementsOf(speaker.acknowledged().keySet());
        for (JsonNode message : said) {
            assertThat(speaker.acknowledged().get(message.path("content").asText()))
                    .isIn(message.path("id").asText(), "");
        }
        assertThat(speaker.sessionView().path("message_count").asInt()).isEqualTo(messages.size());
    }

    private static void assertUsable(Speaker speaker) throws Exception {
        assertThat(speaker.sessionView().path("active_reply_id").isTextual()).isFalse();
        int interrupted = speaker.interrupted();
        speaker.say(Manner.WHOLE);
        assertThat(speaker.interrupted()).isEqualTo(interrupted);
    }

    private static String sum(List<Speaker> speakers) {
        return "%d messages acknowledged, %d of them after repetition, %d replies interrupted"
                .formatted(
                        speakers.stream()
                                .mapToInt(speaker -> speaker.acknowledged().size())
                                .sum(),
                        speakers.stream().mapToInt(Speaker::repeated).sum(),
                        speakers.stream().mapToInt(Speaker::interrupted).sum());
    }

    private Set<String> column(String query) throws SQLException {
        try (Connection connection = platform.local().mysql().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            Set<String> found = new TreeSet<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    /** Kills and restarts, and measures how long what was under way stays under way. */
    private final class Drill {
        private int kills;
        private int orphans;
        private Duration slowestStart = Duration.ZERO;
        private Duration slowestRecovery = Duration.ZERO;

        void killMidStream() throws Exception {
            Thread.sleep(ThreadLocalRandom.current().nextInt(2_500));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(30))
                    .until(() -> platform.provider().answersUnderWay() > 2);
            platform.local().killService(PlatformService.CHAT);
            long killed = System.nanoTime();
            Set<String> abandoned =
                    column("SELECT active_reply_id FROM lopez_chat.chat_sessions WHERE active_reply_id IS NOT NULL");
            platform.local().startService(PlatformService.CHAT);
            long ready = System.nanoTime();
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(RECOVERY)
                    .untilAsserted(() -> assertThat(
                                    column(
                                            "SELECT active_reply_id FROM lopez_chat.chat_sessions WHERE active_reply_id IS NOT NULL"))
                            .noneMatch(abandoned::contains));
            kills++;
            orphans += abandoned.size();
            slowestStart = longer(slowestStart, ready - killed);
            slowestRecovery = longer(slowestRecovery, System.nanoTime() - killed);
        }

        private static Duration longer(Duration before, long nanos) {
            return before.toNanos() > nanos ? before : Duration.ofNanos(nanos);
        }

        @Override
        public String toString() {
            return "%d kills, %d replies under way at them, ready again after at most %.1f s, free after at most %.1f s"
                    .formatted(kills, orphans, slowestStart.toMillis() / 1e3, slowestRecovery.toMillis() / 1e3);
        }
    }
}
