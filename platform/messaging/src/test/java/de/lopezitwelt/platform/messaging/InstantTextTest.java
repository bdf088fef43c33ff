package de.lopezitwelt.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-07-05T10:15:30Z",
                "2026-07-05T10:15:30.1Z",
                "2026-07-05T10:15:30.123456Z",
                "2026-12-31T23:59:59.999999999Z",
                "2024-02-29T00:00:00.000Z",
                "1969-12-31T23:59:59.5Z",
                "0001-01-01T00:00:00Z",
                "2026-07-05T10:15:30.Z",
                "2026-07-05T24:00:00Z",
                "2026-07-05T12:15:30.5+02:00",
                "2026-07-05T12:15:30.123456789+02:00",
                "+12026-07-05T10:15:30Z"
            })
    void readsWhatTheGeneralParserReadsToTheMicrosecond(String text) {
        assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text).truncatedTo(ChronoUnit.MICROS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-02-30T10:15:30Z",
                "2025-02-29T10:15:30Z",
                "2026-13-01T10:15:30Z",
                "2026-00-01T10:15:30Z",
                "2026-07-05T10:60:30Z",
                "2026-07-05T10:15:61Z",
                "2026-07-05T10:15Z",
                "2026-07-05T10:15:30.1234567890Z",
                "2026-07-05T10:15:30.12x4Z",
                "2026-07-05 10:15:30Z",
                "20x6-07-05T10:15:30Z",
                "2026-07-05T10:15:30"
            })
    void refusesWhatTheGeneralParserRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
    }
}
