package de.lopezitwelt.analytics.rebuild;

import de.lopezitwelt.analytics.task.OperatorTask;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Compares a shadow table with a live one row by row, in pages by key. */
@ApplicationScoped
class TableComparison {
    private static final int EXAMPLES = 20;

    private final ComparisonRepository repository;

    TableComparison(ComparisonRepository repository) {
        this.repository = repository;
    }

    /**
     * @param rows in the shadow table
     * @param examples keys of some rows that differ or are in one table only
     */
    record Report(long rows, long differing, List<String> examples) {}

    /** @param live the rows to compare with; both must have the same offsets */
    Report compare(OperatorTask task, LiveSnapshot live, ComparedTable table) {
        long rows = 0;
        long differing = 0;
        List<String> examples = new ArrayList<>();
        String after = "";
        while (true) {
            List<List<@Nullable Object>> ours = task.await(repository.live(live, table, after));
            List<List<@Nullable Object>> theirs = task.await(repository.shadow(table, after));
            String last = lastOfBoth(ours, theirs);
            Set<String> different = differences(upTo(ours, last), upTo(theirs, last));
            different.removeAll(erased(task, different, ours, theirs));
            rows += upTo(theirs, last).size();
            differing += different.size();
            different.stream().limit(EXAMPLES - (long) examples.size()).forEach(examples::add);
            task.alive();
            if (last == null) {
                return new Report(rows, differing, examples);
            }
            after = last;
        }
    }

    /** The last key up to which both pages are complete; null when both tables end here. */
    private static @Nullable String lastOfBoth(List<List<@Nullable Object>> ours, List<List<@Nullable Object>> theirs) {
        String last = null;
        for (List<List<@Nullable Object>> page : List.of(ours, theirs)) {
            if (page.size() == ComparisonRepository.PAGE) {
                String end = key(page.getLast());
                last = last == null || end.compareTo(last) < 0 ? end : last;
            }
        }
        return last;
    }

    private static List<List<@Nullable Object>> upTo(List<List<@Nullable Object>> page, @Nullable String last) {
        return last == null
                ? page
                : page.stream().filter(row -> key(row).compareTo(last) <= 0).toList();
    }

    private static Set<String> differences(List<List<@Nullable Object>> ours, List<List<@Nullable Object>> theirs) {
        TreeMap<String, List<@Nullable Object>> expected = new TreeMap<>();
        ours.forEach(row -> expected.put(key(row), row));
        Set<String> different = new TreeSet<>();
        for (List<@Nullable Object> row : theirs) {
            if (!row.equals(expected.remove(key(row)))) {
                different.add(key(row));
            }
        }
        different.addAll(expected.keySet());
        return different;
    }

    /** Ids that are only in the snapshot because their subject was erased after it. That is no difference. */
    private Set<String> erased(
            OperatorTask task,
            Set<String> different,
            List<List<@Nullable Object>> ours,
            List<List<@Nullable Object>> theirs) {
        if (different.isEmpty()) {
            return Set.of();
        }
        var subjects = new TreeMap<String, Set<String>>();
        List.of(ours, theirs)
                .forEach(page -> page.stream()
                        .filter(row -> different.contains(key(row)))
                        .forEach(row -> row.stream()
                                .filter(String.class::isInstance)
                                .forEach(id -> subjects.computeIfAbsent(key(row), key -> new TreeSet<>())
                                        .add((String) id))));
        Set<String> ids = new TreeSet<>();
        subjects.values().forEach(ids::addAll);
        var erased = task.await(repository.erasedAmong(ids));
        return new TreeSet<>(different.stream()
                .filter(key ->
                        Objects.requireNonNull(subjects.get(key)).stream().anyMatch(erased::contains))
                .toList());
    }

    private static String key(List<@Nullable Object> row) {
        return String.valueOf(row.getFirst());
    }
}
