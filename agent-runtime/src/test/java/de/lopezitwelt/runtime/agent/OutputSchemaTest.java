package de.lopezitwelt.runtime.agent;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.contracts.agent.AgentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputSchemaTest {

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'text'} | .type",
                "{'properties':7} | .properties",
                "{'required':'a'} | .required",
                "{'type':'object','properties':{'a':{'minLength':-1}}} | .properties.a.minLength",
                "{'$ref':'#/$defs/missing'} | .$ref",
                "{'properties':{'a':{'$ref':'other.json'}}} | .properties.a.$ref",
                "{'properties':{'a':{'$ref':'https://example.com/schema'}}} | .properties.a.$ref",
                "{'properties':{'a':{'type':'string','pattern':'('}}} | .properties.a.pattern",
                "{'patternProperties':{'[':{}}} | .patternProperties",
                "{'$ref':'#'} | ''",
                "{'allOf':[{'$ref':'#'}]} | ''",
                "{'anyOf':[{'$ref':'#'}]} | ''",
                "{'$ref':'#/$defs/a','$defs':{'a':{'$ref':'#/$defs/b'},'b':{'$ref':'#/$defs/a'}}} | ''",
                "{'type':'object','properties':{'child':{'$ref':'#'}},'required':['child']} | ''",
                "{'type':'array','items':{'$ref':'#'},'minItems':1} | ''",
                "{'type':'object','required':['a'],'additionalProperties':false} | ''",
                "{'type':'object','properties':{'a':false},'required':['a']} | ''",
                "{'not':{}} | ''",
                "{'enum':[]} | ''",
                "{'type':'string','enum':[1,2]} | ''",
                "{'type':'integer','const':1.5} | ''",
                "{'type':'number','minimum':2,'maximum':1} | ''",
                "{'type':'string','minLength':2,'maxLength':1} | ''",
                "{'allOf':[{'type':'object'},false]} | ''"
            })
    void aSchemaThatCanNeverBeUsedIsRefusedWithItsPlace(String schema, String place) throws Exception {
        JsonNode config = new ObjectMapper().createObjectNode().set("output_schema", json(schema));

        assertThat(AgentConfigSchemas.validate(AgentType.ANALYZER, config))
                .first()
                .extracting(ConfigViolation::field)
                .isEqualTo("config.output_schema" + (place.equals("''") ? "" : place));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'object','properties':{'a':{'type':'integer'}},'required':['a']}",
                "{'type':'object','properties':{'children':{'type':'array','items':{'$ref':'#'}}},'required':['children']}",
                "{'type':'object','properties':{'next':{'anyOf':[{'$ref':'#'},{'type':'null'}]}},'required':['next']}",
                "{'$defs':{'node':{'type':'object','properties':{'l':{'$ref':'#/$defs/node'}}}},'$ref':'#/$defs/node'}",
                "{'$ref':'#a','$defs':{'x':{'$anchor':'a','type':'string'}}}",
                "{'type':'object','properties':{'a/b':{'type':'string'},'c':{'$ref':'#/properties/a~1b'}}}",
                "{'type':['string','null'],'enum':['a',null]}",
                "{'minimum':2,'maximum':1}",
                "{'type':'object','properties':{'pattern':{'type':'string'},'enum':{'type':'string'},'$ref':{'type':'string'}}}",
                "{'type':'object','required':['a'],'patternProperties':{'^a':{}},'additionalProperties':false}",
                "{'not':{'type':'string'}}",
                "{'$schema':'https://json-schema.org/draft/2020-12/schema','type':'object'}"
            })
    void aSchemaThatSomeAnswerFitsIsTaken(String schema) throws Exception {
        assertThat(OutputSchema.problems(json(schema))).isEmpty();
    }
}
