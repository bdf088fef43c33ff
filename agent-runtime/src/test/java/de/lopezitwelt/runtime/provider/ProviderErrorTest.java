package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.outbound.ApiKey;
import de.lopezitwelt.runtime.provider.support.CannedTestBase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers say when they refuse keeps its meaning. */
class ProviderErrorTest extends CannedTestBase {

    private static ModelFailure failure(int status, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return HttpFailures.fromStatus(
                status, ProviderError.of(bytes, 0, bytes.length).failure());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error':{'message':'x','type':'invalid_request_error','code':'context_length_exceeded'}}",
                "{'object':'error','message':'This model\\u0027s maximum context length is 4096 tokens. However, you requested 5000 tokens','type':'BadRequestError','code':400}",
                "{'error':{'message':'The decoder prompt (length 5000) is longer than the maximum model length of 4096. Make sure','type':'BadRequestError','code':400}}",
                "{'error':{'message':'max_tokens must be at least 1, got -904.','code':400}}",
                "{'error':{'code':400,'message':'the request exceeds the available context size, try increasing it','type':'exceed_context_size_error','n_ctx':4096}}",
                "{'error':{'message':'This endpoint\\u0027s maximum context length is 8192 tokens. However, you requested about 9000','code':400}}",
                "{'error':{'message':'Provider returned error','code':400,'metadata':{'raw':'{\\'message\\':\\'prompt is too long: 9 > 8\\'}'}}}",
                "{'object':'error','message':'The input (9000 tokens) is longer than the model\\u0027s context length (8192 tokens).','code':400}",
                "{'message':'Requested token count exceeds the model\\u0027s maximum context length of 8192 tokens'}",
                "{'type':'error','error':{'type':'invalid_request_error','message':'prompt is too long: 210000 tokens > 200000 maximum'}}",
                "{'type':'error','error':{'type':'invalid_request_error','message':'input length and `max_tokens` exceed context limit: 1 + 2 > 2'}}",
                "[{'error':{'code':400,'message':'The input token count (2000000) exceeds the maximum number of tokens allowed (1048575).','status':'INVALID_ARGUMENT'}}]",
                "{'object':'error','message':'Prompt contains 40000 tokens and 0 draft tokens, too large for model with 32768 maximum context length','type':'invalid_request_prompt'}",
                "{'error':'`inputs` tokens + `max_new_tokens` must be <= 4096. Given: 5000','error_type':'validation'}",
                "{'message':'too many tokens: total number of tokens in the prompt cannot exceed 4081'}",
                "{'error':'input length exceeds the context length'}",
                "{'error':'Trying to keep the first 4651 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens'}",
                "{'message':'Input is too long for requested model.'}",
                "{'error':'This model\\u0027s maximum prompt length is 131072 but the request contains 537812 tokens.'}",
                "{'detail':[{'type':'value_error','msg':'exceeds maximum context window'}]}",
                "{'error':{'message':'Invalid request: Your request exceeded model token limit: 8192','type':'invalid_request_error'}}",
                "{'error':{'code':'1261','message':'Prompt exceeds max length'}}",
                "{'error':{'code':'invalid_parameter_error','message':'<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]'}}",
                "{'errors':[{'code':'invalid_input_argument','message':'the number of input tokens 5000 cannot exceed the total tokens limit 4096 for this model'}]}",
                "{'error':{'code':400,'message':'Unable to submit request because the input token count is 32769 but model only supports up to 32768. Reduce the input token count and try again.'}}",
                "{'error':{'message':'litellm.ContextWindowExceededError: x','code':'400'}}",
                "{'error':{'message':'AiError: The estimated number of input and maximum output tokens (9000) exceeded this model context window limit (8000)','code':5021}}",
                "{'error':{'code':'tokens_limit_reached','message':'Request body too large'}}",
                "{'error_code':336007,'error_msg':'the input is too long'}",
                "{'error':{'message':'Please reduce the length of the messages or completion. Current length is 8372 while limit is 8192','type':'invalid_request_error'}}",
                "{'error':{'code':'string_above_max_length','message':'Invalid \\u0027messages[0].content\\u0027: string too long. Expected a string with maximum length 1048576'}}",
                "{'error':{'message':'the request overflowed the context window','type':'context_overflow'}}"
            })
    void aPromptThatIsTooLongIsKnownInTheWordsOfEach(String said) {
        String body = said.replace("\\'", "\\\"").replace('\'', '"');

        assertThat(failure(400, body).kind()).isEqualTo(Kind.CONTEXT_LENGTH);
        assertThat(failure(500, body).kind()).isEqualTo(Kind.CONTEXT_LENGTH);
        assertThat(failure(422, body).kind()).isEqualTo(Kind.CONTEXT_LENGTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "400 | {'error':{'message':'Invalid image'}} | REFUSED",
                "422 | {'detail':'extra fields not permitted: stream_options'} | REFUSED",
                "400 | no json | REFUSED",
                "400 | | REFUSED",
                "405 | {} | REFUSED",
                "409 | {} | REFUSED",
                "415 | {} | REFUSED",
                "431 | {} | REFUSED",
                "451 | {} | REFUSED",
                "400 | {'error':{'message':'temperature is limited to 1 in this context of use'}} | REFUSED",
                "400 | {'error':{'message':'x','code':'content_filter','innererror':{'code':'ResponsibleAIPolicyViolation'}}} | CONTENT_FILTER",
                "403 | {'error':{'message':'requires moderation and your input was flagged for x','code':403}} | CONTENT_FILTER",
                "400 | {'error':{'message':'data_inspection_failed'}} | CONTENT_FILTER",
                "401 | {'error':{'message':'Incorrect key'}} | UNAVAILABLE",
                "403 | {} | UNAVAILABLE",
                "404 | {'error':{'message':'no such model'}} | UNAVAILABLE",
                "429 | {'error':{'message':'maximum context length'}} | RATE_LIMITED",
                "400 | {'error':{'code':'string_above_max_length','message':'Invalid \\u0027tools[0].function.description\\u0027: string too long'}} | REFUSED",
                "400 | {'error':{'code':'string_above_max_length','message':'Invalid \\u0027messages[2].tool_calls[0].id\\u0027: string too long'}} | REFUSED",
                "400 | {'error':{'message':'max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens'}} | REFUSED",
                "400 | {'error':{'message':'Your request was rejected by our safety system'}} | CONTENT_FILTER",
                "400 | {'error':{'code':'1301','message':'it violates our usage policies'}} | CONTENT_FILTER",
                "400 | {'error':{'code':'rate_limit_exceeded'}} | RATE_LIMITED",
                "413 | <html/> | CONTEXT_LENGTH",
                "408 | {} | TIMEOUT",
                "504 | {} | TIMEOUT",
                "500 | {'error':{'message':'x'}} | UNAVAILABLE",
                "503 | {'error':{'code':'invalid_request_error'}} | UNAVAILABLE",
                "529 | {'error':{'type':'overloaded_error'}} | UNAVAILABLE",
                "302 | {} | INVALID_RESPONSE"
            })
    void aStatusKeepsItsMeaning(int status, String said, Kind kind) {
        assertThat(failure(status, said == null ? "" : said.replace('\'', '"')).kind())
                .isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Invalid 'messages[1].role': expected user | Invalid 'messages[1].role': expected user",
                "Incorrect API key provided: sk-abcdef | Incorrect API key provided: […]",
                "Incorrect API key provided: sk-pr****cdef. | Incorrect API key provided: […]",
                "key=geheim-4711 is bad | […] is bad",
                "the part eim-471 is bad | the part […] is bad",
                "see https://internal.example/x?y for more | see […] for more",
                "no route to 10.1.2.3:8000 now | no route to […] now",
                "host models.internal:8080 refused | host […] refused",
                "account ada@example.com has no credit | account […] has no credit",
                "org org-AbCdEf123 is bad | org […] is bad",
                "request 7f3a9c01d2b44e5f8a6b7c8d9e0f1a2b failed | request […] failed",
                "Bearer abc.def refused | […] refused",
                "failed at ::1 and localhost:11434/v1 | failed at […] and […]"
            })
    void aReasonIsShownWithoutKeysAndAddresses(String said, String shown) {
        assertThat(Redaction.of(said, List.of(new ApiKey("geheim-4711")))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "Rate limit reached for model on tokens per minute. Please try again in 7.66s. Visit us, 7660",
                "Please try again in 1m26.4s., 86400",
                "Please try again in 6m0s., 360000",
                "Please try again in 2h3m4s, 7384000",
                "Please try again in 120ms., 120",
                "You exceeded your quota. Please retry in 37.588406113s., 37589",
                "Please retry after 26 seconds., 26000",
                "Retry after 300 milliseconds, 300",
                "Please try again later, none",
                "Please try again in a moment, none",
                "try again in 99999999999999999999s, none"
            })
    void timeToWaitIsReadFromWords(String said, @Nullable Long millis) {
        byte[] body = ("{\"error\":{\"message\":\"" + said + "\",\"code\":429}}").getBytes(StandardCharsets.UTF_8);

        Duration wait = ProviderError.of(body, 0, body.length).retryAfter();

        assertThat(wait).isEqualTo(millis == null ? null : Duration.ofMillis(millis));
    }

    @Test
    void rateLimitSaysWhenToComeBackAlsoInWords() {
        willSay("429 Too Many Requests", "[{\"error\":{\"code\":429,\"message\":\"Please retry in 37.5s.\"}}]");

        ModelFailure busy = failure();
        assertThat(busy.kind()).isEqualTo(Kind.RATE_LIMITED);
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofMillis(37_500));
    }

    @Test
    void aReasonIsShort() {
        assertThat(Redaction.of("a\nb\t " + "word ".repeat(100_000), List.of()))
                .startsWith("a b word")
                .hasSizeLessThan(310);
        assertThat(Redaction.of(" \n", List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {'error':{'message':'Invalid image, see sk-secret','code':400}}",
                "event: error\ndata: {'type':'error','error':{'type':'invalid_request_error','message':'Invalid image, see sk-secret'}}",
                "data: {'choices':[{'index':0,'delta':{},'error':{'message':'Invalid image, see sk-secret','code':422}}]}",
                "data: {'object':'error','message':'Invalid image, see sk-secret','type':'BadRequestError','code':400}"
            })
    void soDoesOneThatIsRefusedWithinAStream(String event) {
        willStream(event.replace('\'', '"') + "\n\n");

        ModelFailure refused = failure();
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.getMessage()).isEqualTo("The model's provider refused the request: Invalid image, see […]");
    }

    @Test
    void aRefusedRequestSaysWhy() {
        willSay(
                "400 Bad Request",
                "{\"error\":{\"message\":\"Invalid image in messages[2], see sk-secret\",\"code\":400}}");

        ModelFailure refused = failure();
        assertThat(refused.kind()).isEqualTo(Kind.REFUSED);
        assertThat(refused.getMessage())
                .isEqualTo("The model's provider refused the request: Invalid image in messages[2], see […]");
    }
}
