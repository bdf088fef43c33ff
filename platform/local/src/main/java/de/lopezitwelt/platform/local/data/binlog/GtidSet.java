package de.lopezitwelt.platform.local.data.binlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A set of transactions of several servers. */
public final class GtidSet {
    /** Ranges by server, from first number to last. */
    private final Map<String, TreeMap<Long, Long>> ranges = new TreeMap<>();

    /**
     * Reads {@code server:1-5:7,other:1-3}; line breaks do not matter.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static GtidSet parse(String text) {
        var set = new GtidSet();
        for (String part : text.replaceAll("\\s", "").split(",")) {
            if (part.isEmpty()) {
                continue;
            }
            String[] pieces = part.split(":");
            if (pieces.length < 2 || !pieces[0].matches("[0-9a-fA-F-]{36}")) {
                throw new IllegalArgumentException("no set of transactions: " + text);
            }
            for (int piece = 1; piece < pieces.length; piece++) {
                if (!pieces[piece].matches("\\d{1,18}(?:-\\d{1,18})?")) {
                    throw new IllegalArgumentException("no set of transactions: " + text);
                }
                String[] ends = pieces[piece].split("-");
                set.add(pieces[0], Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
            }
        }
        return set;
    }

    public void add(BinlogTransaction transaction) {
        add(transaction.server(), transaction.number(), transaction.number());
    }

    private void add(String server, long from, long to) {
        TreeMap<Long, Long> own = ranges.computeIfAbsent(server.toLowerCase(Locale.ROOT), none -> new TreeMap<>());
        long first = from;
        long last = to;
        for (var before = own.floorEntry(to + 1);
                before != null && before.getValue() >= first - 1;
                before = own.floorEntry(to + 1)) {
            own.remove(before.getKey());
            first = Math.min(first, before.getKey());
            last = Math.max(last, before.getValue());
        }
        own.put(first, last);
    }

    public boolean contains(BinlogTransaction transaction) {
        TreeMap<Long, Long> own = ranges.get(transaction.server());
        var range = own == null ? null : own.floorEntry(transaction.number());
        return range != null && range.getValue() >= transaction.number();
    }

    /** Whether all transactions of the other are in this one. */
    public boolean containsAll(GtidSet other) {
        return other.ranges.entrySet().stream()
                .allMatch(server -> server.getValue().entrySet().stream().allMatch(range -> {
                    TreeMap<Long, Long> own = ranges.get(server.getKey());
                    var around = own == null ? null : own.floorEntry(range.getKey());
                    return around != null && around.getValue() >= range.getValue();
                }));
    }

    /** The gaps between the first and the last number of each server: a server leaves out no number. */
    public List<String> gaps() {
        var gaps = new ArrayList<String>();
        ranges.forEach((server, own) -> {
            long next = own.firstKey();
            for (Map.Entry<Long, Long> range : own.entrySet()) {
                if (range.getKey() > next) {
                    gaps.add(server + ":" + next + "-" + (range.getKey() - 1));
                }
                next = range.getValue() + 1;
            }
        });
        return gaps;
    }

    @Override
    public String toString() {
        var parts = new ArrayList<String>();
        ranges.forEach((server, own) -> {
            var part = new StringBuilder(server);
            own.forEach((from, to) -> part.append(':').append(from).append(from.equals(to) ? "" : "-" + to));
            parts.add(part.toString());
        });
        return String.join(",", parts);
    }
}
