package de.lopezitwelt.chat.openai.completion;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InlineFileTest {
    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/a.png", "data:image/png,abc", "data:;base64", ",data:;base64"})
    void whatIsNoDataUrlIsRefused(String url) {
        refused(url);
    }

    /** A pattern that matches parameters by recursion ends in a stack overflow, which is no 400. */
    @Test
    void manyParametersAreRefusedToo() {
        refused("data:" + ";a".repeat(20_000) + ";base64,QQ==");
    }

    private static void refused(String url) {
        assertThatThrownBy(() -> CompletionRequestReader.read(body(url), null, null))
                .isInstanceOf(ProblemException.class);
    }

    private static JsonNode body(String url) throws IOException {
        return new ObjectMapper()
                .readTree("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"" + url + "\"}}]}]}");
    }
}
