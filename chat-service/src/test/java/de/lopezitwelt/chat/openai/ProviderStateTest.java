package de.lopezitwelt.chat.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.runtime.model.Reasoning;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProviderStateTest {
    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    @Test
    void fieldsOfCallsAreThoseThatProvidersNeedBack() {
        String extra = ProviderState.ofCall(
                json("{\"id\":\"c\",\"extra_content\":{\"a\":1},\"thought_signature\":\"s\",\"evil\":1}"));

        assertThat(extra).isEqualTo("{\"extra_content\":{\"a\":1},\"thought_signature\":\"s\"}");
        assertThat(ProviderState.ofCall(json("{\"id\":\"c\",\"extra_content\":null}")))
                .isNull();
        assertThat(ProviderState.fields("not json")).isEmpty();
    }

    @Test
    void thoughtGoesBackInTheFieldItCameIn() {
        assertThat(ProviderState.ofMessage(json("{\"reasoning_content\":\"hm\"}")))
                .isEqualTo(new Reasoning("hm", Reasoning.CONTENT, null));
        assertThat(ProviderState.ofMessage(json("{\"reasoning\":\"hm\"}")))
                .isEqualTo(new Reasoning("hm", Reasoning.FIELD, null));
    }

    @Test
    void anthropicsBlocksAreKnownByTheirTypes() {
        String blocks = "[{\"type\":\"thinking\",\"thinking\":\"hm\",\"signature\":\"s\"}]";
        String details = "[{\"type\":\"reasoning.text\",\"text\":\"hm\"}]";

        assertThat(ProviderState.ofMessage(json("{\"reasoning_details\":" + blocks + "}")))
                .isEqualTo(new Reasoning("", Reasoning.BLOCKS, blocks));
        assertThat(ProviderState.ofMessage(json("{\"reasoning\":\"hm\",\"reasoning_details\":" + details + "}")))
                .isEqualTo(new Reasoning("hm", Reasoning.FIELD, details));
    }

    @Test
    void whatIsOfAnotherTypeIsLeftOut() {
        for (String odd : List.of(
                "{}",
                "{\"reasoning_content\":7}",
                "{\"reasoning\":{\"effort\":\"low\"}}",
                "{\"reasoning_details\":\"x\"}",
                "{\"reasoning_content\":null,\"reasoning_details\":[]}")) {
            assertThat(ProviderState.ofMessage(json(odd))).as(odd).isNull();
        }
    }
}
