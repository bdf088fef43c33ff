package de.lopezitwelt.analytics.usage;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * A distribution of times in milliseconds, from which percentiles are read with an error of at most 1 %. Sketches of parts
 * added up are the sketch of the whole, byte by byte, in whatever order they are added. Not thread safe.
 *
 * <p>The buckets are HdrHistogram's. Its arrays would hold thousands of them for each of very many sketches, most of which are of
 * a few replies; so only those with a count are kept and stored, as pairs of begin and count.
 */
public final class LatencySketch {
    private static final long LONGEST = Duration.ofDays(1).toMillis();
    /** Two digits that are right: 1 % at most. */
    private static final int DIGITS = 2;

    /** Tells where buckets begin and end; nothing is ever recorded in it. */
    private static final Histogram BUCKETS = new Histogram(LONGEST, DIGITS);

    private static final int SEVEN_BITS = 7;
    private static final int MORE = 1 << SEVEN_BITS;

    /** Counts by the begin of their bucket. */
    private final TreeMap<Long, Long> counts = new TreeMap<>();

    private long total;

    /** What is longer than a day counts as a day. */
    public LatencySketch add(Collection<Long> millis) {
        millis.forEach(value -> count(BUCKETS.lowestEquivalentValue(Math.clamp(value, 0, LONGEST)), 1));
        return this;
    }

    /** @param stored as {@link #bytes} gave it */
    public LatencySketch add(byte[] stored) {
        Numbers numbers = new Numbers(stored);
        long bucket = 0;
        while (numbers.hasNext()) {
            bucket += numbers.next();
            count(bucket, numbers.next());
        }
        return this;
    }

    /** Empty when there are no values. */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        long before = 0;
        for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
            write(bytes, bucket.getKey() - before);
            write(bytes, bucket.getValue());
            before = bucket.getKey();
        }
        return bytes.toByteArray();
    }

    /** In milliseconds; null when there are no values. @param percent above 0 and at most 100 */
    public @Nullable Long percentile(double percent) {
        long rank = Math.max(1, (long) Math.ceil(percent / 100 * total));
        long seen = 0;
        for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
            seen += bucket.getValue();
            if (seen >= rank) {
                return Math.min(LONGEST, BUCKETS.highestEquivalentValue(bucket.getKey()));
            }
        }
        return null;
    }

    private void count(long bucket, long more) {
        counts.merge(bucket, more, Long::sum);
        total += more;
    }

    /** Seven bits a byte, the lowest first. */
    private static void write(ByteArrayOutputStream bytes, long number) {
        long rest = number;
        while (rest >= MORE) {
            bytes.write((int) (rest & (MORE - 1)) | MORE);
            rest >>>= SEVEN_BITS;
        }
        bytes.write((int) rest);
    }

    /** Reads what {@link #write} has written. */
    private static final class Numbers {
        private final byte[] bytes;
        private int at;

        Numbers(byte[] bytes) {
            this.bytes = bytes;
        }

        boolean hasNext() {
            return at < bytes.length;
        }

        long next() {
            long number = 0;
            int shift = 0;
            byte last;
            do {
                last = bytes[at++];
                number |= (long) (last & (MORE - 1)) << shift;
                shift += SEVEN_BITS;
            } while (last < 0);
            return number;
        }
    }
}
