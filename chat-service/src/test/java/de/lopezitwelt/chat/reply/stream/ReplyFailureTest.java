package de.lopezitwelt.chat.reply.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyFailureTest {
    @ParameterizedTest
    @CsvSource({
        "RATE_LIMITED,     429, model-rate-limited",
        "OVERLOADED,       503, model-overloaded",
        "UNAVAILABLE,      502, model-unavailable",
        "TIMEOUT,          502, model-timeout",
        "INVALID_RESPONSE, 502, model-invalid-response",
        "CONTEXT_LENGTH,   400, model-context-length",
        "CONTENT_FILTER,   400, model-content-filter",
        "REFUSED,          400, model-refused",
        "NO_IMAGES,        400, model-no-images",
        "INVALID_ANSWER,   422, model-invalid-answer"
    })
    void eventAndAnswerSayTheSame(Kind kind, int status, String code) {
        ReplyFailure failure = ReplyFailure.of(ModelFailure.of(kind, "because"));

        ProblemException problem = failure.problem();

        assertThat(failure.status()).isEqualTo(status).isEqualTo(problem.type().status());
        assertThat(failure.code()).isEqualTo(code).isEqualTo(problem.type().code());
        assertThat(failure.title()).isEqualTo(problem.type().title());
        assertThat(problem.detail()).isEqualTo(kind.title() + ": because");
        assertThat(problem.extensions()).containsEntry("reason", code).doesNotContainKey("left_out");
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void clientsAreAskedToRepeatOnlyWhatMaySucceedLater(Kind kind) {
        ModelFailure failure = ModelFailure.of(kind);

        int status = ReplyFailure.of(failure).status();

        assertThat(status == 429 || status >= 500).isEqualTo(failure.retriable());
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "999, 1", "1000, 1", "1001, 2", "61500, 62"})
    void waitIsToldInWholeSecondsRoundedUp(long millis, long seconds) {
        ReplyFailure failure =
                ReplyFailure.of(ModelFailure.of(Kind.RATE_LIMITED).retryAfter(Duration.ofMillis(millis)));

        assertThat(failure.retryAfter()).isEqualTo(seconds);
        assertThat(failure.problem().headers()).containsEntry("Retry-After", "" + seconds);
    }

    @Test
    void whatMaySucceedSoonAlwaysSaysWhenToComeBack() {
        assertThat(ReplyFailure.of(ModelFailure.of(Kind.RATE_LIMITED)).problem().headers())
                .containsEntry("Retry-After", "1");
        assertThat(ReplyFailure.of(ModelFailure.of(Kind.OVERLOADED)).problem().headers())
                .containsEntry("Retry-After", "1");
        assertThat(ReplyFailure.interrupted().problem().headers()).containsEntry("Retry-After", "1");
        assertThat(ReplyFailure.of(ModelFailure.of(Kind.REFUSED)).problem().headers())
                .isEmpty();
    }

    @Test
    void waitIsToldInEventsAndNotStored() throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        ReplyFailure failure =
                ReplyFailure.of(ModelFailure.of(Kind.RATE_LIMITED).retryAfter(Duration.ofSeconds(20)));

        assertThat(json.valueToTree(failure).path("retry_after").asLong()).isEqualTo(20);
        assertThat(json.writeValueAsString(failure.toStore()))
                .contains("\"code\":\"model-rate-limited\"")
                .doesNotContain("retry_after");
    }

    @Test
    void whatWasLeftOutIsToldInBoth() {
        ReplyFailure failure = ReplyFailure.of(ModelFailure.of(Kind.REFUSED)).leavingOut("turn");

        assertThat(failure.leftOut()).isEqualTo("turn");
        assertThat(failure.problem().extensions()).containsEntry("left_out", "turn");
    }
}
