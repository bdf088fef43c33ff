package de.lopezitwelt.runtime.toolbox;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.call.ChatModel;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.catalog.Price;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.tool.CalculatorTool;
import de.lopezitwelt.runtime.tool.ToolRegistry;
import io.smallrye.mutiny.Multi;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolRoundsTest {

    private final ToolRegistry tools = new ToolRegistry(List.of(new CalculatorTool()));
    private final List<ModelRequest> requests = new ArrayList<>();

    /** Calls the calculator as long as it may. */
    private final ChatModel obsessed = request -> {
        requests.add(request);
        if (request.toolChoice().equals(ToolChoice.NONE)) {
            return Multi.createFrom().items(new TextDelta("enough"), end(FinishReason.STOP));
        }
        return Multi.createFrom()
                .items(
                        new ToolCallRequested(
                                new ToolCall("c" + requests.size(), "calculator", "{\"expression\":\"1+1\"}")),
                        end(FinishReason.TOOL_CALLS));
    };

    private static ToolLimits limits(int rounds) {
        return new ToolLimits(rounds, Duration.ofMinutes(5), null, Price.free("EUR"));
    }

    private static ReplyEvent end(FinishReason reason) {
        return new Completed(reason, new Usage(10, 5, false), "m", "p", false);
    }

    private ModelRequest request(int maxOutputTokens) {
        return new ModelRequest(
                AgentSpec.of(AgentType.ASSISTANT, "m"),
                List.of(PromptMessage.user("count")),
                10,
                maxOutputTokens,
                Sampling.DEFAULT,
                new ResponseFormat.Text(),
                tools.definitions(),
                ToolChoice.AUTO,
                true,
                null);
    }

    private List<ReplyEvent> run(ModelRequest request, int rounds, int room) {
        ToolRounds toolRounds = new ToolRounds(obsessed, tools, limits(rounds), room);
        return toolRounds.start(request).collect().asList().await().indefinitely();
    }

    @Test
    void aLoopThatNeverEndsIsEndedByItsRounds() {
        List<ReplyEvent> events = run(request(1_000), 3, 10_000);

        assertThat(requests).hasSize(4);
        assertThat(requests.getLast().toolChoice()).isEqualTo(ToolChoice.NONE);
        assertThat(events).filteredOn(ToolCallRequested.class::isInstance).hasSize(3);
        assertThat(events.getLast())
                .isEqualTo(new Completed(FinishReason.STOP, new Usage(40, 20, false), "m", "p", false));
    }

    @Test
    void eachRoundSeesCallsAndResultsOfTheEarlierOnes() {
        run(request(1_000), 2, 10_000);

        assertThat(requests.get(1).prompt())
                .containsExactly(
                        PromptMessage.user("count"),
                        PromptMessage.assistant(
                                "", List.of(new ToolCall("c1", "calculator", "{\"expression\":\"1+1\"}"))),
                        PromptMessage.tool("c1", "2"));
        assertThat(requests.get(2).prompt()).hasSize(5);
    }

    @Test
    void callsBeyondThoseOfARoundAreNotMadeAndTheModelIsTold() {
        ChatModel eager = request -> {
            requests.add(request);
            if (requests.size() > 1) {
                return Multi.createFrom().items(new TextDelta("enough"), end(FinishReason.STOP));
            }
            List<ReplyEvent> calls = new ArrayList<>();
            for (int i = 1; i <= 7; i++) {
                calls.add(new ToolCallRequested(new ToolCall("c" + i, "calculator", "{\"expression\":\"" + i + "\"}")));
            }
            calls.add(end(FinishReason.TOOL_CALLS));
            return Multi.createFrom().iterable(calls);
        };

        List<ReplyEvent> events = new ToolRounds(eager, tools, limits(3), 10_000)
                .start(request(1_000))
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(events).filteredOn(ToolCallRequested.class::isInstance).hasSize(4);
        List<PromptMessage> second = requests.get(1).prompt();
        assertThat(second.get(1).toolCalls()).hasSize(4);
        assertThat(second.subList(2, 6))
                .extracting(PromptMessage::content)
                .containsExactly(
                        "1", "2", "3", "4\n[3 more calls were not made: 4 are made at a time. Ask for them again]");
    }

    @Test
    void theOutputLimitIsForAllRoundsTogether() {
        List<ReplyEvent> events = run(request(12), 9, 10_000);

        assertThat(requests).extracting(ModelRequest::maxOutputTokens).containsExactly(12, 7, 2);
        assertThat(((Completed) events.getLast()).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void theLoopEndsWhenTheContextIsFull() {
        List<ReplyEvent> events = run(request(1_000), 9, 60);

        assertThat(requests).hasSizeLessThan(9);
        assertThat(((Completed) events.getLast()).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void twoSubscriptionsAreTwoReplies() {
        ModelRequest request = request(1_000);
        Multi<ReplyEvent> reply = new ToolRounds(obsessed, tools, limits(1), 10_000).start(request);

        List<ReplyEvent> first = reply.collect().asList().await().indefinitely();
        requests.clear();
        List<ReplyEvent> second = reply.collect().asList().await().indefinitely();

        assertThat(second).isEqualTo(first);
    }

    @Test
    void theModelMustAnswerWhenTheLoopHasCostEnough() {
        Price price = new Price(new BigDecimal("1000"), new BigDecimal("1000"), "EUR");
        ToolLimits limits = new ToolLimits(9, Duration.ofMinutes(5), new BigDecimal("0.03"), price);
        ModelRequest request = request(1_000);

        new ToolRounds(obsessed, tools, limits, 10_000)
                .start(request)
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(requests)
                .extracting(ModelRequest::toolChoice)
                .containsExactly(ToolChoice.AUTO, ToolChoice.AUTO, ToolChoice.NONE);
    }

    @Test
    void theModelMustAnswerWhenTheLoopHasTakenLongEnough() {
        ToolLimits limits = new ToolLimits(9, Duration.ZERO, null, Price.free("EUR"));

        new ToolRounds(obsessed, tools, limits, 10_000)
                .start(request(1_000))
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(requests).extracting(ModelRequest::toolChoice).containsExactly(ToolChoice.AUTO, ToolChoice.NONE);
    }

    @Test
    void callsThatNobodyWillAnswerAreNotShown() {
        ChatModel deaf = request -> Multi.createFrom()
                .items(
                        new ToolCallRequested(new ToolCall("c", "calculator", "{\"expression\":\"1+1\"}")),
                        end(FinishReason.TOOL_CALLS));

        List<ReplyEvent> events = new ToolRounds(deaf, tools, limits(2), 10_000)
                .start(request(1_000))
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(events).filteredOn(ToolCallRequested.class::isInstance).hasSize(2);
        assertThat(((Completed) events.getLast()).finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @Test
    void aFailingToolIsToldToTheModel() {
        ChatModel curious = request -> {
            requests.add(request);
            return requests.size() == 1
                    ? Multi.createFrom()
                            .items(
                                    new ToolCallRequested(new ToolCall("c1", "calculator", "{\"expression\":\"1/0\"}")),
                                    new ToolCallRequested(new ToolCall("c2", "teleport", "{}")),
                                    end(FinishReason.TOOL_CALLS))
                    : Multi.createFrom().items(new TextDelta("sorry"), end(FinishReason.STOP));
        };

        new ToolRounds(curious, tools, limits(2), 10_000)
                .start(request(1_000))
                .collect()
                .asList()
                .await()
                .indefinitely();

        assertThat(requests.get(1).prompt())
                .filteredOn(turn -> turn.role() == Role.TOOL)
                .extracting(PromptMessage::content)
                .hasSize(2)
                .allMatch(content -> content.startsWith("error: "));
    }
}
