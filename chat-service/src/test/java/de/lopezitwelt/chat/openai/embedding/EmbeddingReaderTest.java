package de.lopezitwelt.chat.openai.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import de.lopezitwelt.runtime.embedding.EmbeddingInput.Text;
import de.lopezitwelt.runtime.embedding.EmbeddingInput.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmbeddingReaderTest {

    private static EmbeddingQuery read(String more) {
        try {
            return EmbeddingReader.read(new ObjectMapper().readTree("{\"model\":\"m\"" + more + "}"), null, 3, null);
        } catch (JsonProcessingException broken) {
            throw new AssertionError(broken);
        }
    }

    @Test
    void everyFormOfInputIsRead() {
        assertThat(read(",\"input\":\"a\"").request().inputs()).containsExactly(new Text("a"));
        assertThat(read(",\"input\":[\"a\",\" \"]").request().inputs()).containsExactly(new Text("a"), new Text(" "));
        assertThat(read(",\"input\":[1,2,3,4]").request().inputs()).containsExactly(new Tokens(List.of(1, 2, 3, 4)));
        assertThat(read(",\"input\":[[1,2],[3]]").request().inputs())
                .containsExactly(new Tokens(List.of(1, 2)), new Tokens(List.of(3)));
    }

    @Test
    void settingsAreReadAndTheRestIsIgnored() {
        EmbeddingQuery query =
                read(",\"input\":\"a\",\"dimensions\":64,\"encoding_format\":\"base64\",\"user\":\"u-1\",\"other\":[]");

        assertThat(query.base64()).isTrue();
        assertThat(query.request().dimensions()).isEqualTo(64);
        assertThat(read(",\"input\":\"a\"").base64()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | input",
                ",\"input\":null | input",
                ",\"input\":\"\" | input",
                ",\"input\":{} | input",
                ",\"input\":[] | input",
                ",\"input\":[\"a\",\"\"] | input[1]",
                ",\"input\":[\"a\",5] | input[1]",
                ",\"input\":[[1],[]] | input[1]",
                ",\"input\":[[1,-1]] | input[0][1]",
                ",\"input\":[1,2.5] | input[1]",
                ",\"input\":[\"a\",\"b\",\"c\",\"d\"] | input",
                ",\"input\":\"a\",\"encoding_format\":\"int8\" | encoding_format",
                ",\"input\":\"a\",\"dimensions\":0 | dimensions"
            })
    void whatCannotBeReadIsNamed(String more, String field) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(more));

        assertThat(problem.violations()).extracting(Violation::field).containsExactly(field);
    }
}
