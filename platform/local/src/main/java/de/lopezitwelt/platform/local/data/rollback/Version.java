package de.lopezitwelt.platform.local.data.rollback;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The version of a schema: that of the newest migration it has seen. 0 is before the first.
 *
 * @param numbers without zeros at the end, so that 1.9 and 1.9.0 are the same
 */
public record Version(List<Integer> numbers) implements Comparable<Version> {
    private static final Pattern FORM = Pattern.compile("\\d{1,9}(?:\\.\\d{1,9}){0,3}");
    private static final int SHOWN = 3;

    public Version {
        int end = numbers.size();
        while (end > 0 && numbers.get(end - 1) == 0) {
            end--;
        }
        numbers = List.copyOf(numbers.subList(0, end));
    }

    /**
     * Reads {@code 1.9.0}; migrations' file names have {@code _} for the dot.
     *
     * @throws IllegalArgumentException naming a text that is not a version
     */
    public static Version parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("not a version like 1.9.0: " + text);
        }
        return new Version(
                Arrays.stream(text.split("\\.")).map(Integer::valueOf).toList());
    }

    @Override
    public int compareTo(Version other) {
        return Arrays.compare(
                numbers.stream().mapToInt(Integer::intValue).toArray(),
                other.numbers.stream().mapToInt(Integer::intValue).toArray());
    }

    @Override
    public String toString() {
        var shown = numbers.stream().map(String::valueOf).collect(Collectors.toList());
        while (shown.size() < SHOWN) {
            shown.add("0");
        }
        return String.join(".", shown);
    }
}
