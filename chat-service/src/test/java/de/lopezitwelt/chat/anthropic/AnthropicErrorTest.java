package de.lopezitwelt.chat.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.platform.web.problem.Problem;
import de.lopezitwelt.platform.web.problem.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicErrorTest {
    private static AnthropicError of(int status, String code, @Nullable String detail, Violation... violations) {
        return AnthropicError.of(new Problem(
                "urn:lopez:problem:" + code,
                "Title",
                status,
                code,
                detail,
                "urn:uuid:0190a000",
                List.of(violations),
                Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "400, invalid_request_error",
        "401, authentication_error",
        "403, permission_error",
        "404, not_found_error",
        "405, invalid_request_error",
        "409, invalid_request_error",
        "413, request_too_large",
        "415, invalid_request_error",
        "422, invalid_request_error",
        "429, rate_limit_error",
        "500, api_error",
        "502, api_error",
        "503, overloaded_error",
        "504, timeout_error",
    })
    void everyStatusHasItsType(int status, String type) {
        assertThat(of(status, "some", null))
                .isEqualTo(new AnthropicError("error", new AnthropicError.Details(type, "Title"), "0190a000"));
    }

    @Test
    void theMessageNamesTheField() {
        Violation wrong = new Violation("messages[0].role", "must be user or assistant");

        assertThat(of(400, "validation", "messages[0].role: must be user or assistant", wrong)
                        .error()
                        .message())
                .isEqualTo("messages[0].role: must be user or assistant");
        assertThat(of(404, "model_not_found", "It does not exist", new Violation("model", "is no agent"))
                        .error()
                        .message())
                .isEqualTo("model: It does not exist");
    }

    @Test
    void aPromptThatIsTooLongIsSaidInTheWordsThatClientsLookFor() {
        for (String code : List.of("context-too-long", "model-context-length")) {
            assertThat(of(400, code, "by far").error().message()).isEqualTo("prompt is too long: by far");
        }
    }
}
