package de.lopezitwelt.platform.local.data.report;

import java.util.List;

/**
 * One table of the report.
 *
 * @param rows cells in the order of the columns; empty for NULL
 * @param remark a sentence in place of rows or about them; may be empty
 */
public record ReportSection(String title, List<String> columns, List<List<String>> rows, String remark) {
    public ReportSection {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }
}
