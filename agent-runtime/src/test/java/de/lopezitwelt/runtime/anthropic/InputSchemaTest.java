package de.lopezitwelt.runtime.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InputSchemaTest {

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'properties':{'a':{}}} | {'type':'object','properties':{'a':{}}}",
                "{'type':['object','null'],'properties':{'a':{}}} | {'type':'object','properties':{'a':{}}}",
                // below the root everything stays
                "{'type':'object','properties':{'a':{'anyOf':[{},{}]},'b':{'$ref':'#/$defs/B'}},'$defs':{'B':{'type':'string'}}}"
                        + " | {'type':'object','properties':{'a':{'anyOf':[{},{}]},'b':{'$ref':'#/$defs/B'}},'$defs':{'B':{'type':'string'}}}",
                // a reference at the root is put in its place
                "{'$ref':'#/$defs/A','$defs':{'A':{'type':'object','properties':{'n':{'$ref':'#/$defs/A'}},'required':['n']}}}"
                        + " | {'type':'object','$defs':{'A':{'type':'object','properties':{'n':{'$ref':'#/$defs/A'}},'required':['n']}},"
                        + "'properties':{'n':{'$ref':'#/$defs/A'}},'required':['n']}",
                // all of them
                "{'allOf':[{'properties':{'a':{}},'required':['a']},{'properties':{'b':{}},'required':['b']}]}"
                        + " | {'type':'object','properties':{'a':{},'b':{}},'required':['a','b']}",
                // any of them: what each requires is required
                "{'anyOf':[{'properties':{'a':{},'c':{}},'required':['a','c']},{'properties':{'b':{}},'required':['c','b']}]}"
                        + " | {'type':'object','properties':{'a':{},'c':{},'b':{}},'required':['c']}",
                "{'type':'object','properties':{'a':{},'b':{}},'oneOf':[{'required':['a']},{'required':['b']}]}"
                        + " | {'type':'object','properties':{'a':{},'b':{}}}",
                // what leads nowhere is left out
                "{'$ref':'#/$defs/None'} | {'type':'object'}",
                "{'$ref':'https://example.com/schema'} | {'type':'object'}",
                "{'$ref':'#/$defs/A','$defs':{'A':{'$ref':'#/$defs/A'}}} | {'type':'object','$defs':{'A':{'$ref':'#/$defs/A'}}}",
                "{'anyOf':[]} | {'type':'object'}",
                "true | {'type':'object'}"
            })
    void theRootIsAnObjectWithoutCombinations(String given, String taken) throws JsonProcessingException {
        assertThat(InputSchema.of(json(given))).isEqualTo(json(taken));
    }

    @Test
    void aToolWithoutArgumentsHasAnEmptyObject() throws JsonProcessingException {
        assertThat(InputSchema.of(null)).isEqualTo(json("{'type':'object'}"));
    }
}
