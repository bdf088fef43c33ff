package de.lopezitwelt.platform.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdGeneratorTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.123Z");

    @Test
    void idIsLowerCaseVersion7OfTheRfcVariant() {
        String id = new IdGenerator(Clock.fixed(NOW, ZoneOffset.UTC)).next();

        UUID uuid = UUID.fromString(id);
        assertThat(id).isEqualTo(uuid.toString()).hasSize(36);
        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(IdGenerator.isValid(id)).isTrue();
    }

    @Test
    void idCarriesItsMillisecond() {
        String id = new IdGenerator(Clock.fixed(NOW, ZoneOffset.UTC)).next();

        assertThat(IdGenerator.timeOf(id)).isEqualTo(NOW);
    }

    @Test
    void idsOfOneMillisecondGrowAndRunAheadWhenItIsUsedUp() {
        var ids = new IdGenerator(Clock.fixed(NOW, ZoneOffset.UTC));

        List<String> drawn =
                IntStream.range(0, 20_000).mapToObj(i -> ids.next()).toList();

        assertThat(drawn).isSorted().doesNotHaveDuplicates();
        assertThat(IdGenerator.timeOf(drawn.getLast())).isAfter(NOW).isBefore(NOW.plusMillis(10));
    }

    @Test
    void idsGrowWhenTheClockStepsBack() {
        AtomicLong millis = new AtomicLong(NOW.toEpochMilli());
        InstantSource stepping = () -> Instant.ofEpochMilli(millis.get());
        var ids = new IdGenerator(stepping.withZone(ZoneOffset.UTC));
        String before = ids.next();

        millis.addAndGet(-60_000);

        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void parallelDrawsNeverMeet() throws Exception {
        var ids = new IdGenerator(Clock.systemUTC());
        Set<String> seen = ConcurrentHashMap.newKeySet();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 8; i++) {
                threads.execute(() -> IntStream.range(0, 10_000).forEach(n -> seen.add(ids.next())));
            }
        }

        assertThat(seen).hasSize(80_000);
    }

    @Test
    void otherTextsAreNoIdsOfOurs() {
        assertThat(List.of(
                        "",
                        "0195510a-1a7b-4000-8000-000000000000",
                        "0195510A-1A7B-7000-8000-000000000000",
                        "0195510a-1a7b-7000-c000-000000000000",
                        "0195510a_1a7b-7000-8000-000000000000",
                        "0195510a-1a7b-7000-8000-00000000000g"))
                .noneMatch(IdGenerator::isValid);
        assertThatThrownBy(() -> IdGenerator.timeOf("x")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void idOfATimeThatHasPassedCarriesItAndSortsByItsOrder() {
        IdGenerator ids = new IdGenerator(Clock.systemUTC());
        Instant then = Instant.parse("2023-05-01T10:00:00.123Z");

        String first = ids.nextAt(then, 0);
        String second = ids.nextAt(then, 1);

        assertThat(IdGenerator.isValid(first)).isTrue();
        assertThat(IdGenerator.timeOf(second)).isEqualTo(then);
        assertThat(first).isLessThan(second).isNotEqualTo(ids.nextAt(then, 0));
    }
}
