package de.lopezitwelt.platform.persistence;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Supplies the system clock in UTC; a test may replace it by declaring its own {@link Clock} bean. */
final class ClockProducer {
    @Produces
    @Singleton
    @DefaultBean
    Clock systemClock() {
        return Clock.systemUTC();
    }
}
