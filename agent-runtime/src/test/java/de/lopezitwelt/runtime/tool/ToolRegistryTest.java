package de.lopezitwelt.runtime.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallAnswered;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolDefinition;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolRegistryTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-07-01T10:15:30.5Z"), ZoneOffset.UTC);

    private static ToolCallAnswered call(ToolRegistry tools, String name, String arguments) {
        return tools.call(new ToolCall("id", name, arguments)).await().indefinitely();
    }

    private static ToolCallAnswered call(String name, String arguments) {
        return call(
                new ToolRegistry(List.of(new CalculatorTool(), new DateTimeTool(CLOCK), new UnitsTool())),
                name,
                arguments);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1+1 | 2", "2 + 3 * 4 | 14", "(2+3)*4 | 20", "-3^2 | -9", "2^-2 | 0.25", "2^3^2 | 512", "10/4 | 2.5",
                "1/3 | 0.333333333333", "0.1+0.2 | 0.3", "7%4 | 3", "3,5*2 | 7", "--4 | 4", "1e | error", "6÷2×3 | 9",
                "2^999 * 0 | 0", "10:4 | 2.5", "((((1)))) | 1"
            })
    void calculatesExactly(String expression, String result) {
        String answer =
                call("calculator", "{\"expression\":\"" + expression + "\"}").result();

        if (result.equals("error")) {
            assertThat(answer).startsWith("error: ");
        } else {
            assertThat(answer).isEqualTo(result);
        }
    }

    @Test
    void halvesOfSurrogatePairsDoNotReachTheModelNorReaders() {
        Tool odd = new Tool() {
            @Override
            public ToolDefinition definition() {
                return new ToolDefinition("odd", null, null);
            }

            @Override
            public int maxResultLength() {
                return 4;
            }

            @Override
            public Uni<String> call(JsonNode arguments) {
                return Uni.createFrom().item("a\ud83dc\ud83d\ude00");
            }
        };

        assertThat(call(new ToolRegistry(List.of(odd)), "odd", "{}").result()).isEqualTo("a\ufffdc");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1+", "1/0", "5%0", "0^-1", "2^0.5", "2^1000", "(1", "1)", "a", "1..2", "9^999^9", "1 2"})
    void whatCannotBeCalculatedIsToldToTheModel(String expression) {
        assertThatThrownBy(() -> Arithmetic.evaluate(expression)).isInstanceOf(ToolFailure.class);
    }

    @Test
    void hostileExpressionsAreBounded() {
        assertThatThrownBy(() -> Arithmetic.evaluate("(".repeat(400))).isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> Arithmetic.evaluate("2^".repeat(200) + "2")).isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> Arithmetic.evaluate("9".repeat(600))).isInstanceOf(ToolFailure.class);
        assertThatThrownBy(() -> Arithmetic.evaluate("9^999*9^999*9^999")).isInstanceOf(ToolFailure.class);
    }

    @Test
    void tellsTheTimeWhereAsked() {
        assertThat(call("date_time", "").result()).isEqualTo("2026-07-01T10:15:30Z Wednesday");
        assertThat(call("date_time", "{\"time_zone\":\"Europe/Berlin\"}").result())
                .isEqualTo("2026-07-01T12:15:30+02:00 Wednesday");
        assertThat(call("date_time", "{\"time_zone\":\"Mars\"}").failed()).isTrue();
    }

    @Test
    void hostileCallsBecomeErrorsForTheModel() {
        assertThat(call("nothing", "{}").result()).isEqualTo("error: there is no such tool");
        assertThat(call("calculator", "{not json").result()).isEqualTo("error: the arguments are not JSON");
        assertThat(call("calculator", "{\"expression\":5}").failed()).isTrue();
    }

    @Test
    void anUnexpectedFailureIsNotPassedOnAndALongResultIsCut() {
        Tool broken = new Tool() {
            @Override
            public ToolDefinition definition() {
                return new ToolDefinition("broken", null, null);
            }

            @Override
            public Uni<String> call(JsonNode arguments) {
                return Uni.createFrom().failure(new IllegalStateException("secret path"));
            }
        };
        Tool chatty = new Tool() {
            @Override
            public ToolDefinition definition() {
                return new ToolDefinition("chatty", null, null);
            }

            @Override
            public Uni<String> call(JsonNode arguments) {
                return Uni.createFrom().item("x".repeat(5_000));
            }
        };
        ToolRegistry tools = new ToolRegistry(List.of(broken, chatty));

        assertThat(call(tools, "broken", "{}").result()).isEqualTo("error: the tool failed");
        assertThat(call(tools, "chatty", "{}").result()).hasSize(Tool.SHORT_RESULT);
    }

    @ParameterizedTest
    @CsvSource({
        "1, mi, km, 1.609344 km",
        "100, C, F, 212 F",
        "-40, F, C, -40 C",
        "1, kWh, J, 3600000 J",
        "72, km/h, m/s, 20 m/s",
        "1, GiB, MB, 1073.741824 MB",
        "0, K, C, -273.15 C"
    })
    void convertsUnits(double value, String from, String to, String result) {
        assertThat(call("units", "{\"value\":%s,\"from\":\"%s\",\"to\":\"%s\"}".formatted(value, from, to))
                        .result())
                .isEqualTo(result);
    }

    @Test
    void unitsThatDoNotBelongTogetherAreToldToTheModel() {
        assertThat(call("units", "{\"value\":1,\"from\":\"kg\",\"to\":\"km\"}").result())
                .isEqualTo("error: kg is a unit of mass, km of length");
        assertThat(call("units", "{\"value\":1,\"from\":\"parsec\",\"to\":\"km\"}")
                        .failed())
                .isTrue();
        assertThat(call("units", "{\"value\":\"one\",\"from\":\"m\",\"to\":\"km\"}")
                        .failed())
                .isTrue();
    }
}
