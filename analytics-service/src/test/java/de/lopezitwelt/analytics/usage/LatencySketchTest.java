package de.lopezitwelt.analytics.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatencySketchTest {
    private static final int PARTS = 37;

    private final Random random = new Random(24);

    @Test
    void percentilesOfMergedPartsAreWithinOnePercentOfTheSortedValues() {
        List<Long> values = values(100_000);
        LatencySketch whole = new LatencySketch();
        for (int part = 0; part < PARTS; part++) {
            whole.add(new LatencySketch().add(part(values, part)).bytes());
        }

        List<Long> sorted = values.stream().sorted().toList();
        for (double percent : new double[] {1, 25, 50, 75, 90, 95, 99, 99.9, 100}) {
            long exact = sorted.get((int) Math.ceil(percent / 100 * sorted.size()) - 1);
            assertThat((double) percentile(whole, percent))
                    .as("percentile %s", percent)
                    .isCloseTo(exact, within(exact * 0.01));
        }
    }

    @Test
    void partsAddedInAnyOrderAreTheSameBytes() {
        List<Long> values = values(2_000);
        List<byte[]> parts = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            parts.add(new LatencySketch().add(part(values, part)).bytes());
        }
        byte[] whole = new LatencySketch().add(values).bytes();

        for (int round = 0; round < 5; round++) {
            Collections.shuffle(parts, random);
            byte[] merged = {};
            for (byte[] part : parts) {
                merged = new LatencySketch().add(part).add(merged).bytes();
            }
            assertThat(merged).isEqualTo(whole);
        }
    }

    @Test
    void nothingTakesNoRoomAndHasNoPercentiles() {
        assertThat(new LatencySketch().bytes()).isEmpty();
        assertThat(new LatencySketch().add(new byte[0]).percentile(50)).isNull();
    }

    @Test
    void oneReplyTakesLittleRoom() {
        assertThat(new LatencySketch().add(List.of(1_234L)).bytes()).hasSizeLessThan(8);
    }

    @Test
    void whatIsOutOfRangeCountsAtItsEnd() {
        LatencySketch sketch = new LatencySketch().add(List.of(-5L, 999_999_999_999L));

        assertThat(percentile(sketch, 50)).isZero();
        assertThat(percentile(sketch, 100)).isEqualTo(86_400_000L);
    }

    private static long percentile(LatencySketch sketch, double percent) {
        return java.util.Objects.requireNonNull(sketch.percentile(percent));
    }

    /** From a millisecond to some hours, each order of magnitude alike. */
    private List<Long> values(int count) {
        return LongStream.generate(() -> (long) Math.exp(random.nextDouble() * Math.log(20_000_000)))
                .limit(count)
                .boxed()
                .toList();
    }

    private static List<Long> part(List<Long> values, int part) {
        List<Long> found = new ArrayList<>();
        for (int i = part; i < values.size(); i += PARTS) {
            found.add(values.get(i));
        }
        return found;
    }
}
