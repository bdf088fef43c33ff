package de.lopezitwelt.platform.persistence;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * Supplies the system clock in UTC, in whole microseconds: what {@code DATETIME(6)} keeps, so that a time in memory and the
 * same one read again are equal. A test may replace it by declaring its own {@link Clock} bean.
 */
final class ClockProducer {
    @Produces
    @Singleton
    @DefaultBean
    Clock systemClock() {
        return Clock.tick(Clock.systemUTC(), ChronoUnit.MICROS.getDuration());
    }
}
