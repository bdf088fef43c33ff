package de.lopezitwelt.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.Violation;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiErrorTest {

    @ParameterizedTest
    @CsvSource({
        "validation,        400, invalid_request_error, invalid_value",
        "unauthenticated,   401, invalid_request_error, invalid_api_key",
        "forbidden,         403, permission_error,      forbidden",
        "not-found,         404, invalid_request_error, not_found",
        "reply-under-way,   409, invalid_request_error, reply_under_way",
        "payload-too-large, 413, invalid_request_error, payload_too_large",
        "budget-exhausted,  429, insufficient_quota,    insufficient_quota",
        "too-many-replies,  429, requests,              rate_limit_exceeded",
        "too-many-streams,  429, requests,              rate_limit_exceeded",
        "rate-limited,      429, requests,              rate_limit_exceeded",
        "internal,          500, server_error,          internal",
        "unavailable,       503, server_error,          unavailable"
    })
    void problemsHaveTheTypesAndCodesThatClientsKnow(String problem, int status, String type, String code) {
        OpenAiError.Details error = OpenAiError.of(
                        new Problem("urn:x", "Title", status, problem, null, "urn:y", List.of(), Map.of()))
                .error();

        assertThat(error).isEqualTo(new OpenAiError.Details("Title", type, null, code));
    }

    @Test
    void conversationThatIsTooLongConcernsTheMessages() {
        Problem ours = new Problem(
                "urn:x",
                "Title",
                400,
                "context-too-long",
                "Detail",
                "urn:y",
                List.of(new Violation("content", "is too long")),
                Map.of());

        assertThat(OpenAiError.of(ours).error())
                .isEqualTo(new OpenAiError.Details(
                        "Detail", "invalid_request_error", "messages", "context_length_exceeded"));
        assertThat(OpenAiError.of(ours).numbered(7))
                .returns("error", OpenAiError.Numbered::type)
                .returns(7, OpenAiError.Numbered::sequenceNumber)
                .returns("context_length_exceeded", OpenAiError.Numbered::code)
                .returns("messages", OpenAiError.Numbered::param);
    }
}
