package de.lopezitwelt.analytics.usage.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UsageLinesTest {
    private static final List<Map<String, Object>> TOTALS = List.of(Map.of("replies", new BigDecimal("12")));
    private static final List<Map<String, Object>> SERIES = List.of(
            Map.of("at", "2026-11-01T00:00+01:00", "model", "big, \"old\"", "replies", new BigDecimal("7")),
            Map.of("at", "2026-11-02T00:00+01:00", "model", "=1+1"));
    private static final List<String> COLUMNS = List.of("at", "model", "replies");

    @Test
    void csvHasAHeaderQuotesWhatNeedsItAndLeavesOutWhatIsNotThere() {
        assertThat(UsageLines.csv(COLUMNS, answer("day")))
                .isEqualTo("at,model,replies\r\n2026-11-01T00:00+01:00,\"big, \"\"old\"\"\",7\r\n"
                        + "2026-11-02T00:00+01:00,'=1+1,\r\n");
    }

    @Test
    void withoutASeriesTheLinesAreTheTotals() {
        assertThat(UsageLines.csv(List.of("replies"), answer("none"))).isEqualTo("replies\r\n12\r\n");
        assertThat(UsageLines.json(new ObjectMapper(), answer("none"))).isEqualTo("{\"replies\":12}\n");
    }

    @Test
    void linesOfJsonAreOneForEachRow() {
        assertThat(UsageLines.json(new ObjectMapper(), answer("day"))).hasLineCount(2);
    }

    private static UsageAnswer answer(String granularity) {
        return new UsageAnswer("own", Instant.EPOCH, Instant.EPOCH, "UTC", granularity, TOTALS, SERIES);
    }
}
