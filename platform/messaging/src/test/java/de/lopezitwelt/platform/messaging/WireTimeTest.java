package de.lopezitwelt.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WireTimeTest {
    @ParameterizedTest
    @CsvSource({
        "2026-07-05T10:15:30.123456789Z, 2026-07-05T10:15:30.123456Z",
        "2026-07-05T10:15:30.100Z, 2026-07-05T10:15:30.100000Z",
        "2026-07-05T10:15:30Z, 2026-07-05T10:15:30.000000Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z"
    })
    void timesHaveSixDigitsOfTheSecond(Instant time, String text) throws JsonProcessingException {
        assertThat(WireTime.text(time)).isEqualTo(text);
        assertThat(EventJson.MAPPER.writeValueAsString(time)).isEqualTo('"' + text + '"');
    }

    @ParameterizedTest
    @CsvSource({
        "2026-07-05T10:15:30.123456789Z, 2026-07-05T10:15:30.123456Z",
        "2026-07-05T12:15:30.123456789+02:00, 2026-07-05T10:15:30.123456Z",
        "1969-12-31T23:59:59.999999999Z, 1969-12-31T23:59:59.999999Z"
    })
    void whatIsReadIsNoFinerThanWhatIsWritten(String text, Instant time) throws JsonProcessingException {
        assertThat(EventJson.MAPPER.readValue('"' + text + '"', Instant.class)).isEqualTo(time);
    }
}
