package de.lopezitwelt.runtime.offline;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.call.ModelRequest;
import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ReplyEvent;
import de.lopezitwelt.runtime.model.ReplyEvent.Completed;
import de.lopezitwelt.runtime.model.ReplyEvent.TextDelta;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.Sampling;
import de.lopezitwelt.runtime.model.ToolChoice;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StopSequenceTest {
    private static List<ReplyEvent> events(int maxTokens, String... stops) {
        Sampling sampling = new Sampling(null, null, null, null, null, List.of(stops), null);
        return new OfflineModel()
                .stream(new ModelRequest(
                                AgentSpec.of(AgentType.CHATBOT, "model"),
                                List.of(PromptMessage.user("Hello")),
                                10,
                                maxTokens,
                                sampling,
                                new ResponseFormat.Text(),
                                List.of(),
                                ToolChoice.AUTO,
                                true,
                                null))
                        .collect()
                        .asList()
                        .await()
                        .indefinitely();
    }

    private static String text(List<ReplyEvent> events) {
        return events.stream()
                .filter(TextDelta.class::isInstance)
                .map(event -> ((TextDelta) event).text())
                .collect(Collectors.joining());
    }

    @Test
    void theFirstOneInTheTextEndsItAndIsNoPartOfIt() {
        List<ReplyEvent> events = events(100, "help", "can", "", "never said");

        assertThat(text(events)).isEqualTo("Hello! How ");
        Completed end = (Completed) events.getLast();
        assertThat(end.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(end.stopSequence()).isEqualTo("can");
    }

    @Test
    void oneThatIsNotReachedEndsNothing() {
        Completed whole = (Completed) events(100, "never said").getLast();
        Completed cut = (Completed) events(2, "help").getLast();

        assertThat(whole.stopSequence()).isNull();
        assertThat(cut.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(cut.stopSequence()).isNull();
    }
}
