package de.lopezitwelt.system.faults;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.system.support.Client;
import de.lopezitwelt.system.support.Person;
import de.lopezitwelt.system.support.Platform;
import de.lopezitwelt.system.support.ServerSentEvent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kafka away: people notice nothing, and the numbers catch up. */
class KafkaOutageIT {
    private final Platform platform = Platform.running();

    @Test
    void chatAnswersWithoutKafkaAndSummariesCatchUp() throws Exception {
        Person bob = Person.register(platform, "Bob");
        String agent = bob.createAgent(platform, Platform.OFFLINE_MODEL);
        String session = bob.startSession(platform, agent);
        say(bob, session);

        platform.local().stopKafka();
        try {
            say(bob, session);
            String another = bob.startSession(platform, bob.createAgent(platform, Platform.OFFLINE_MODEL));
            say(bob, another);
            for (var service : de.lopezitwelt.platform.local.platform.PlatformService.values()) {
                Client.anonymous()
                        .get(platform.management(service, "/q/health/live"))
                        .expect(200);
            }
        } finally {
            platform.local().startKafka();
        }

        Platform.eventually(() -> {
            var summary = bob.client()
                    .get(platform.analytics("/api/v1/analytics/sessions/" + session))
                    .expect(200)
                    .json();
            assertThat(summary.path("total_messages").asInt()).isEqualTo(4);
            var user = bob.client()
                    .get(platform.analytics("/api/v1/analytics/users/me"))
                    .expect(200)
                    .json();
            assertThat(user.path("total_messages").asInt()).isEqualTo(6);
            assertThat(user.path("total_sessions").asInt()).isEqualTo(2);
        });
    }

    private void say(Person person, String session) {
        List<ServerSentEvent> events = person.client().stream(
                platform.chat("/api/v1/sessions/" + session + "/messages"), "{\"content\":\"Hello\"}");
        assertThat(events.getLast().name()).as("%s", events.getLast()).isEqualTo("message.completed");
    }
}
