package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ReplyEvent.Reasoned;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.provider.support.CannedTestBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that real providers gave, as they went over the wire, each with its right value. */
class ProviderCasesTest extends CannedTestBase {

    private static final Usage USED = new Usage(11, 7, false);

    private static Said reply(String name, int pieceLength) {
        willAnswerFile(name);
        server.inPiecesOf(pieceLength);
        return said();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct_plain.http",
                "ct_upper.http",
                "empty_data.http",
                "magistral.http",
                "message_field.http",
                "think.http"
            })
    void sayHelloWorldHoweverTheNetworkCutsThem(String name) {
        for (int pieceLength : new int[] {Integer.MAX_VALUE, 1, 7, 64}) {
            Said said = reply(name, pieceLength);

            assertThat(said.text()).isEqualTo("Hello world");
            assertThat(said.end().finishReason()).isEqualTo(FinishReason.STOP);
            assertThat(said.usage().promptTokens()).isEqualTo(11);
            assertThat(said.usage().completionTokens()).isEqualTo(7);
            assertThat(said.usage().estimated()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "magistral.http, hmm, thinking",
        "think.http, Let me think about it, tags",
        "reasoning_only.http, let me think, reasoning_content",
        "tool_reasoning.http, I should compute, reasoning_content"
    })
    void whatIsThoughtStandsApart(String name, String thought, String form) {
        Said said = reply(name, 5);

        assertThat(said.thought()).isEqualTo(thought);
        assertThat(said.reasoned()).containsExactly(new Reasoned(new Reasoning(thought, form, null)));
        assertThat(said.usage().reasoningTokens()).isPositive();
    }

    @Test
    void aReplyThatIsOnlyThoughtHasNoText() {
        Said said = reply("reasoning_only.http", Integer.MAX_VALUE);

        assertThat(said.text()).isEmpty();
        assertThat(said.end().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(said.usage().completionTokens()).isEqualTo(7);
    }

    @Test
    void ofTwoChoicesTheFirstIsShown() {
        Said said = reply("two_choices.http", Integer.MAX_VALUE);

        assertThat(said.text()).isEqualTo("A");
        assertThat(said.usage().estimated()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"tool_args_object.http", "tool_name_repeat.http", "tool_reasoning.http", "tool_sig.http"})
    void callTheCalculatorOnce(String name) {
        for (int pieceLength : new int[] {Integer.MAX_VALUE, 3}) {
            Said said = reply(name, pieceLength);

            assertThat(said.called()).containsExactly("calculator {\"expression\":\"17*23\"}");
            assertThat(said.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
            assertThat(said.usage().completionTokens()).isEqualTo(USED.completionTokens());
        }
    }

    @Test
    void parallelCallsOfOneIndexAreTwo() {
        assertThat(reply("tool_index0_parallel.http", 9).calls())
                .containsExactly(
                        new ToolCall("call_a", "calculator", "{\"expression\":\"17*23\"}"),
                        new ToolCall("call_b", "calculator", "{\"expression\":\"2+2\"}"));
    }

    @Test
    void theSignatureOfACallIsKept() {
        assertThat(reply("tool_sig.http", 9).calls().getFirst().extra())
                .isEqualTo("{\"extra_content\":{\"google\":{\"thought_signature\":\"SIG123\"}}}");
    }

    @Test
    void usageOfZeroBesideTwoThousandWordsIsEstimated() {
        Said said = reply("zero_usage_big.http", Integer.MAX_VALUE);

        assertThat(said.usage().estimated()).isTrue();
        assertThat(said.usage().completionTokens()).isEqualTo(2_000);
        assertThat(said.usage().promptTokens()).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"err_ctx_llama.http", "err_ctx_openrouter.http"})
    void aPromptThatIsTooLongIsKnownAsSuch(String name) {
        willAnswerFile(name);

        assertThat(failure().kind()).isEqualTo(Kind.CONTEXT_LENGTH);
    }
}
