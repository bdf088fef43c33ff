package de.lopezitwelt.platform.web.trace;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceparentTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    void traceAndFlagsStayAndTheSpanIsNew() {
        String received = "00-" + TRACE + "-00f067aa0ba902b7-00";
        String continued = Traceparent.continued(received);
        assertThat(continued).matches("00-" + TRACE + "-[0-9a-f]{16}-00").isNotEqualTo(received);
        assertThat(Traceparent.traceId(continued)).isEqualTo(TRACE);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "garbage",
                "01-" + TRACE + "-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-00f067aa0ba902b7-01\nX: y"
            })
    void whatIsInvalidBeginsATrace(@Nullable String received) {
        assertThat(Traceparent.continued(received))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .doesNotContain(TRACE);
    }
}
