package de.lopezitwelt.analytics.usage;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import org.HdrHistogram.PackedHistogram;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of times in milliseconds, from which percentiles are read with an error of at most 1 %. Sketches of parts
 * added up are the sketch of the whole, byte by byte, in whatever order they are added. Not thread safe.
 */
public final class LatencySketch {
    private static final long LONGEST = Duration.ofDays(1).toMillis();
    /** Two digits that are right: 1 % at most. */
    private static final int DIGITS = 2;

    private static final byte[] NOTHING = {};

    private final PackedHistogram values = new PackedHistogram(LONGEST, DIGITS);

    /** What is longer than a day counts as a day. */
    public LatencySketch add(Collection<Long> millis) {
        millis.forEach(value -> values.recordValue(Math.clamp(value, 0, LONGEST)));
        return this;
    }

    /** @param stored as {@link #bytes} gave it; nothing when empty */
    public LatencySketch add(byte[] stored) {
        if (stored.length > 0) {
            values.add(PackedHistogram.decodeFromByteBuffer(ByteBuffer.wrap(stored), LONGEST));
        }
        return this;
    }

    /** Empty when there are no values. */
    public byte[] bytes() {
        if (values.getTotalCount() == 0) {
            return NOTHING;
        }
        ByteBuffer buffer = ByteBuffer.allocate(values.getNeededByteBufferCapacity());
        byte[] bytes = new byte[values.encodeIntoByteBuffer(buffer)];
        buffer.flip().get(bytes);
        return bytes;
    }

    /** In milliseconds; null when there are no values. @param percent above 0 and at most 100 */
    public @Nullable Long percentile(double percent) {
        return values.getTotalCount() == 0 ? null : Math.min(LONGEST, values.getValueAtPercentile(percent));
    }
}
