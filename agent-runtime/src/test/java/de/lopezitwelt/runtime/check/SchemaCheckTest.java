package de.lopezitwelt.runtime.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class SchemaCheckTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode ANYTHING = JSON.createObjectNode();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~```json\n{}\n```~          | {}",
                "~```\n{}\n```~              | {}",
                "~```JSON  \n\n{}\n\n  ```~  | {}",
                "~  ```json\n{}\n```  ~      | {}",
                "~```json {}\\n\\n```~         | {}",
                "~```json\\n{}```~            | {}",
                "~```{}```~                  | {}",
                "~```json5\\n{}\\n```~         | {}",
                "~```json\\n{}~               | {}",
                "~~~json\\n{}\\n~~~            | {}",
                "~Here:\\n```json\\n{}\\n```~   | {}",
                "~Here:\\n```\\n{}\\n```\\nBye~  | {}",
                "Sure! {}                     | {}",
                "{} is the answer.            | {}",
                "As [asked]: {\"a\":[1]} (done) | {\"a\":[1]}",
                "\ufeff{}                       | {}",
                "\u00a0{}\u00a0                 | {}",
                "<think>x {no} </think>{}     | {}",
                "<think>x</think>\\nSo: {}     | {}",
                "Is it {\"a\":1}? No.\\n</think>\\n\\n{\"a\":2} | {\"a\":2}",
                "{\"a\":1}?\\n[/THINK]So: {\"a\":2} | {\"a\":2}",
                "{\"a\":\"</think> {}\"}       | {\"a\":\"</think> {}\"}",
                "{\"a\":1} </think>           | {\"a\":1}",
                "{'a':1,}                     | {\"a\":1}",
                "{a:1 /* why */}              | {\"a\":1}",
                "{\"a\":\"} {\"} or so            | {\"a\":\"} {\"}"
            })
    void jsonIsFoundInWhatStandsAroundIt(String answer, String json) {
        String text = answer.replace("\\n", "\n");
        String expected = json.replace("\\n", "\n");

        assertThat(SchemaCheck.of(ANYTHING).check(text).answer()).isEqualTo(expected);
    }

    @Test
    void ofSeveralValuesTheOneThatFitsIsTaken() throws Exception {
        SchemaCheck check = SchemaCheck.of(JSON.readTree("{\"type\":\"object\",\"required\":[\"a\"]}"));

        assertThat(check.check("Not {\"b\":1} and not [1] but {\"a\":2}, said {\"a\":3}")
                        .answer())
                .isEqualTo("{\"a\":2}");
        assertThat(check.check("Only {\"b\":1}").problems()).isNotEmpty();
        assertThat(check.check("nothing").problems()).containsExactly("the answer is not one JSON value");
        assertThat(check.check(" \n").problems()).containsExactly("the answer is empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", " ", "\n ", "```", "```\n", "a", "{\"a\":", "["})
    void anythingMayBeAnsweredAtLength(String part) {
        assertThat(SchemaCheck.of(ANYTHING)
                        .check("```json" + part.repeat(300_000) + "x")
                        .problems())
                .isNotEmpty();
        assertThat(SchemaCheck.of(ANYTHING)
                        .check("```json\n" + part.repeat(300_000) + "\n```")
                        .problems())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pattern\":\"^(a|b)*$\"}",
                "{\"pattern\":\"^(?:a|b|c)+?d$\"}",
                "{\"pattern\":\"^(a+)+$\"}",
                "{\"$ref\":\"#\"}",
                "{\"allOf\":[{\"$ref\":\"#\"}]}"
            })
    void schemaThatNeverEndsIsAProblemAndNoCrash(String schema) throws Exception {
        assertThat(SchemaCheck.of(JSON.readTree(schema))
                        .check("\"" + "ab".repeat(200_000) + "\"")
                        .problems())
                .isNotEmpty();
    }

    @Test
    void patternThatNestsWithoutEndIsAProblemAndNoCrash() {
        var schema = JSON.createObjectNode().put("pattern", "(".repeat(30_000) + "a" + ")".repeat(30_000));

        List<String> problems = SchemaCheck.of(schema).check("\"a\"").problems();

        assertThat(problems).isNotEmpty();
    }
}
