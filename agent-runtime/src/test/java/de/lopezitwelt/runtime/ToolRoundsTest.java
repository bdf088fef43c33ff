package de.lopezitwelt.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.agent.AgentType;
import de.lopezitwelt.runtime.model.ChatModel;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelRequest;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.Turn;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.tool.ToolRegistry;
import io.smallrye.mutiny.Multi;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolRoundsTest {

    private final ToolRegistry tools = ToolRegistry.builtIn(Clock.systemUTC());
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

    private static ReplyEvent end(FinishReason reason) {
        return new Completed(reason, new Usage(10, 5, false), "m", "p", false);
    }

    private ModelRequest request(int maxOutputTokens) {
        return new ModelRequest(
                AgentSpec.of(AgentType.ASSISTANT, "m"),
                List.of(Turn.user("count")),
                10,
                maxOutputTokens,
                Sampling.DEFAULT,
                new ResponseFormat.Text(),
                tools.definitions(tools.names()),
                ToolChoice.AUTO,
                true,
                null);
    }

    private List<ReplyEvent> run(ModelRequest request, int rounds, int room) {
        ToolRounds toolRounds = new ToolRounds(obsessed, tools, request.tools(), rounds, room);
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
                        Turn.user("count"),
                        Turn.assistant("", List.of(new ToolCall("c1", "calculator", "{\"expression\":\"1+1\"}"))),
                        Turn.tool("c1", "2"));
        assertThat(requests.get(2).prompt()).hasSize(5);
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
        Multi<ReplyEvent> reply = new ToolRounds(obsessed, tools, request.tools(), 1, 10_000).start(request);

        List<ReplyEvent> first = reply.collect().asList().await().indefinitely();
        requests.clear();
        List<ReplyEvent> second = reply.collect().asList().await().indefinitely();

        assertThat(second).isEqualTo(first);
    }
}
