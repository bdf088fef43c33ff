package de.lopezitwelt.analytics.usage.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows of an answer as lines: those of its series, or its totals when there is no series. */
final class UsageLines {
    /** When the step of a row begins. */
    static final String AT = "at";

    private static final Pattern QUOTED = Pattern.compile("[\",\r\n]");
    /** What a spreadsheet would take for a formula. */
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\t]");

    private UsageLines() {}

    /** JSON objects, one a line. */
    static String json(ObjectMapper json, UsageAnswer answer) {
        StringBuilder lines = new StringBuilder();
        for (Map<String, Object> row : rows(answer)) {
            try {
                lines.append(json.writeValueAsString(row)).append('\n');
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
        return lines.toString();
    }

    /** RFC 4180, with a header; what has no value is empty. */
    static String csv(List<String> columns, UsageAnswer answer) {
        StringBuilder lines = new StringBuilder(String.join(",", columns)).append("\r\n");
        for (Map<String, Object> row : rows(answer)) {
            lines.append(columns.stream().map(column -> cell(row.get(column))).collect(Collectors.joining(",")))
                    .append("\r\n");
        }
        return lines.toString();
    }

    private static List<Map<String, Object>> rows(UsageAnswer answer) {
        return answer.granularity().equals(UsageGranularity.NONE.wireName()) ? answer.totals() : answer.series();
    }

    private static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        String text = value.toString();
        String safe = value instanceof String && FORMULA.matcher(text).find() ? "'" + text : text;
        return QUOTED.matcher(safe).find() ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }
}
