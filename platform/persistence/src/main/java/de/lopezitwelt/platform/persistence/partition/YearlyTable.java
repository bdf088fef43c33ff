package de.lopezitwelt.platform.persistence.partition;

/**
 * A table in partitions by {@code YEAR(…)}: {@code p2026} and so on, then {@code p_future}. A service with such a table declares one
 * such bean.
 *
 * @param name of the table
 * @param keepYears whole years that are kept beside the current one, 1 or more; older partitions are dropped
 * @param onlyEmpty keeps an old partition for as long as there is a row in it
 */
public record YearlyTable(String name, int keepYears, boolean onlyEmpty) {
    public YearlyTable {
        if (!name.matches("[a-z_]+") || keepYears < 1) {
            throw new IllegalArgumentException("a table has a plain name and keeps at least one whole year");
        }
    }
}
