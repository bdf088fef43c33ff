package de.lopezitwelt.analytics.usage.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageGranularityTest {
    @ParameterizedTest
    @CsvSource({
        "Asia/Kolkata, 2026-03-01T18:30:00Z",
        "Asia/Kathmandu, 2026-03-01T18:15:00Z",
        "Australia/Adelaide, 2026-03-01T13:30:00Z",
        "Europe/Berlin, 2026-03-01T23:00:00Z",
        "UTC, 2026-03-02T00:00:00Z"
    })
    void daysBeginAtMidnightOfTheZone(String zone, Instant begin) {
        List<Instant> steps = steps(UsageGranularity.DAY, "2026-03-01T12:00:00Z", "2026-03-03T12:00:00Z", zone);

        assertThat(steps).hasSize(3).startsWith(Instant.parse("2026-03-01T12:00:00Z"), begin);
        assertThat(steps).allMatch(step -> step.getEpochSecond() % 900 == 0);
    }

    @Test
    void dayOnWhichAClockMovesIsShorterOrLonger() {
        List<Instant> spring =
                steps(UsageGranularity.DAY, "2026-03-27T23:00:00Z", "2026-03-30T22:00:00Z", "Europe/Berlin");
        List<Instant> autumn =
                steps(UsageGranularity.DAY, "2026-10-23T22:00:00Z", "2026-10-26T23:00:00Z", "Europe/Berlin");

        assertThat(lengths(spring)).containsExactly(24L, 23L);
        assertThat(lengths(autumn)).containsExactly(24L, 25L);
    }

    @Test
    void hoursFollowTheClockAndNeverStandStill() {
        assertThat(steps(UsageGranularity.HOUR, "2026-01-01T00:00:00Z", "2026-01-01T03:00:00Z", "Asia/Kolkata"))
                .extracting(Instant::toString)
                .containsExactly(
                        "2026-01-01T00:00:00Z", "2026-01-01T00:30:00Z", "2026-01-01T01:30:00Z", "2026-01-01T02:30:00Z");
        assertThat(steps(UsageGranularity.HOUR, "2026-04-04T12:00:00Z", "2026-04-04T18:00:00Z", "Australia/Lord_Howe"))
                .as("a clock that is put back by half an hour")
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void weeksBeginOnMondayAndMonthsOnTheFirst() {
        assertThat(steps(UsageGranularity.WEEK, "2026-11-25T00:00:00Z", "2026-12-08T00:00:00Z", "UTC"))
                .extracting(Instant::toString)
                .containsExactly("2026-11-25T00:00:00Z", "2026-11-30T00:00:00Z", "2026-12-07T00:00:00Z");
        assertThat(steps(UsageGranularity.MONTH, "2026-01-31T00:00:00Z", "2026-03-02T00:00:00Z", "UTC"))
                .extracting(Instant::toString)
                .containsExactly("2026-01-31T00:00:00Z", "2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
    }

    @Test
    void tooManyStepsAreNotListedToTheirEnd() {
        assertThat(UsageGranularity.HOUR.steps(
                        Instant.EPOCH, Instant.parse("2026-01-01T00:00:00Z"), ZoneId.of("UTC"), 10))
                .hasSize(11);
    }

    private static List<Long> lengths(List<Instant> steps) {
        return List.of(
                Duration.between(steps.get(0), steps.get(1)).toHours(),
                Duration.between(steps.get(1), steps.get(2)).toHours());
    }

    private static List<Instant> steps(UsageGranularity granularity, String from, String to, String zone) {
        return granularity.steps(Instant.parse(from), Instant.parse(to), ZoneId.of(zone), 100);
    }
}
