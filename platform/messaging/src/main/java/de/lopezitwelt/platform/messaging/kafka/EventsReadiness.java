package de.lopezitwelt.platform.messaging.kafka;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says whether Kafka has been reached since the start. It reports up in either case: events wait in the outbox and
 * requests are served. Taking every instance out of service because the broker is away would turn a delay into an
 * outage.
 */
@Readiness
@ApplicationScoped
class EventsReadiness implements HealthCheck {
    private final TopicCreation topics;

    EventsReadiness(TopicCreation topics) {
        this.topics = topics;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("events")
                .up()
                .withData("kafka", topics.isComplete() ? "reached" : "waiting")
                .build();
    }
}
