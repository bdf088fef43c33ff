package de.lopezitwelt.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.agent.AgentType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AgentConfigTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(AgentType.class)
    void everyTypeHasASchemaThatAcceptsItsExample(AgentType type) {
        JsonNode example = json(
                switch (type) {
                    case CHATBOT ->
                        "{'system_prompt':'Hi','temperature':0.5,'history_window':10,'languages':['de','en-GB']}";
                    case ASSISTANT -> "{'tools':['calculator'],'max_tool_rounds':2,'max_output_tokens':100,'top_p':1}";
                    case ANALYZER -> "{'output_schema':{'type':'object'}}";
                    case TRANSLATOR -> "{'target_language':'de','source_language':'en','glossary':{'house':'Haus'}}";
                });

        assertThat(AgentConfigSchemas.schema(type).path("additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(AgentConfigSchemas.validate(type, example)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CHATBOT | {'system_promt':'x'} | config.system_promt",
                "CHATBOT | {'glossary':{}} | config.glossary",
                "CHATBOT | {'reasoning_effort':7} | config.reasoning_effort",
                "ANALYZER | {'verbosity':'VERY'} | config.verbosity",
                "TRANSLATOR | {'target_language':'de','logit_bias':{'1':101}} | config.logit_bias.1",
                "ASSISTANT | {'extra_headers':{'x':'a\\nb'}} | config.extra_headers.x",
                "CHATBOT | {'temperature':3} | config.temperature",
                "CHATBOT | {'temperature':'warm'} | config.temperature",
                "CHATBOT | {'history_window':-1} | config.history_window",
                "CHATBOT | {'languages':['de','???']} | config.languages[1]",
                "ASSISTANT | {'tools':['a','a']} | config.tools",
                "ASSISTANT | {'max_tool_rounds':17} | config.max_tool_rounds",
                "ANALYZER | {'output_schema':'x'} | config.output_schema",
                "TRANSLATOR | {} | config.target_language",
                "TRANSLATOR | {'target_language':'de','glossary':{'a':1}} | config.glossary.a",
                "CHATBOT | [] | config",
                "CHATBOT | 7 | config"
            })
    void namesThePathOfWhatIsWrong(AgentType type, String config, String field) {
        assertThat(AgentConfigSchemas.validate(type, json(config)))
                .extracting(ConfigViolation::field)
                .contains(field);
    }

    @Test
    void saysWhatIsWrongInWords() {
        assertThat(AgentConfigSchemas.validate(AgentType.CHATBOT, json("{'x':1}")))
                .containsExactly(new ConfigViolation("config.x", "is not a known key"));
        assertThat(AgentConfigSchemas.validate(AgentType.TRANSLATOR, json("{}")))
                .containsExactly(new ConfigViolation("config.target_language", "is required"));
    }

    @Test
    void moreThan64KibibytesAreRefused() {
        String glossary = "'" + "a".repeat(100) + "%d':'" + "b".repeat(200) + "'";
        StringBuilder entries = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            entries.append(i == 0 ? "" : ",").append(glossary.formatted(i));
        }
        JsonNode config = json("{'target_language':'de','glossary':{" + entries + "}}");

        assertThat(AgentConfigSchemas.validate(AgentType.TRANSLATOR, config))
                .containsExactly(new ConfigViolation("config", "must have at most 64 KiB as JSON"));
    }

    @Test
    void readsTheTypedConfiguration() {
        AgentConfig config = AgentSpec.of(
                        AgentType.TRANSLATOR,
                        "m",
                        json("{'target_language':'de','glossary':{'a':'b'},'temperature':1,'future_key':true}"))
                .config();

        assertThat(config.targetLanguage()).isEqualTo("de");
        assertThat(config.glossary()).isEqualTo(Map.of("a", "b"));
        assertThat(config.temperature()).isEqualTo(1.0);
        assertThat(config.maxToolRounds()).isEqualTo(4);
    }

    @Test
    void aWrongTypeInAStoredConfigurationIsNamed() {
        assertThatThrownBy(() -> AgentSpec.of(AgentType.CHATBOT, "m", json("{'top_p':'x','languages':[1]}")))
                .isInstanceOfSatisfying(
                        InvalidAgentConfig.class,
                        invalid -> assertThat(invalid.violations())
                                .containsExactly(
                                        new ConfigViolation("config.top_p", "must be a number"),
                                        new ConfigViolation("config.languages[0]", "must be a string")));
    }

    @Test
    void customConfigIsMergedAsAMergePatch() {
        AgentSpec base = AgentSpec.of(
                AgentType.TRANSLATOR,
                "m",
                json("{'target_language':'de','temperature':1,'glossary':{'a':'1','b':'2'}}"));

        AgentSpec merged = base.merge(json("{'temperature':null,'glossary':{'b':'3','c':'4'}}"));

        assertThat(merged.config().temperature()).isNull();
        assertThat(merged.config().glossary()).isEqualTo(Map.of("a", "1", "b", "3", "c", "4"));
        assertThat(base.config().glossary()).isEqualTo(Map.of("a", "1", "b", "2"));
        assertThat(base.merge(null)).isSameAs(base);
    }

    @Test
    void typesAreNamedInLowerCase() {
        assertThat(List.of(AgentType.values()))
                .extracting(AgentType::wireName)
                .containsExactly("chatbot", "assistant", "analyzer", "translator");
    }
}
