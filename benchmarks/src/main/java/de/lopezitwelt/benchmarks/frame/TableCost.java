package de.lopezitwelt.benchmarks.frame;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one operation does to one table.
 *
 * @param name schema and table; a schema alone for all of its tables, {@link #ALL} for those of all schemas
 * @param inserted rows
 * @param binlogBytes its share of the binary log
 */
public record TableCost(
        String name,
        double inserted,
        double updated,
        double deleted,
        @JsonProperty("binlog_bytes") double binlogBytes) {
    static final String ALL = "all schemas";

    static TableCost of(String name, TableWork work, double operations) {
        return new TableCost(
                name,
                Figures.round3(work.inserted() / operations),
                Figures.round3(work.updated() / operations),
                Figures.round3(work.deleted() / operations),
                Math.round(work.binlogBytes() / operations));
    }
}
