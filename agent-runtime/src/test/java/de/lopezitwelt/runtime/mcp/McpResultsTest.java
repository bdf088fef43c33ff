package de.lopezitwelt.runtime.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpResultsTest extends McpTestBase {

    private void answers(String result) {
        server.script = exchange -> {
            if (exchange.method().equals("tools/list")) {
                exchange.usual();
            } else {
                exchange.result(new JsonObject(result.replace('\'', '"')));
            }
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'text','text':'hello'} | hello",
                "{'type':'text','text':12} | 12",
                "{'text':'no type'} | no type",
                "{'type':'resource','resource':{'uri':'file:///a.txt','mimeType':'text/plain','text':'TEXT 42'}}"
                        + " | [resource file:///a.txt, text/plain]¶TEXT 42",
                "{'type':'resource','resource':{'uri':'x:a','text':''}} | [resource x:a]",
                "{'type':'resource','resource':{'uri':'x:a','mimeType':'application/json','blob':'eyJhIjoxfQ=='}}"
                        + " | [resource x:a, application/json]¶{\"a\":1}",
                "{'type':'resource','resource':{'uri':'x:a','mimeType':'application/pdf','blob':'JVBERi0='}}"
                        + " | [resource x:a, application/pdf, 5 bytes; it cannot be shown here]",
                "{'type':'resource_link','uri':'https://example.com/doc.md','name':'doc'}"
                        + " | [link doc: https://example.com/doc.md]",
                "{'type':'resource_link','uri':'x:a','name':'d','mimeType':'text/csv','description':'Sales'}"
                        + " | [link d: x:a, text/csv] Sales",
                "{'type':'image','data':'iVBORw0KGgo=','mimeType':'image/png'}"
                        + " | [image, image/png, 8 bytes; it cannot be shown here]",
                "{'type':'audio','data':'AAAA','mimeType':'audio/wav'}"
                        + " | [audio, audio/wav, 3 bytes; it cannot be shown here]",
                "{'type':'image','data':'§','mimeType':'image/png'} | [image, image/png, 0 bytes; it cannot be shown here]",
                "{'type':'hologram','data':'x'} | [a part of the unknown type \"hologram\" is left out]",
                "{'type':'text','text':'a'},{'type':'image'},{'type':'text','text':'b'}"
                        + " | a¶[image, 0 bytes; it cannot be shown here]¶b",
            })
    void everyPartReachesTheModel(String parts, String expected) {
        answers("{'content':[" + parts + "]}");

        assertThat(call()).isEqualTo(expected.replace('¶', '\n'));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'structuredContent':{'a':1}} | {\"a\":1}",
                "{'content':[],'structuredContent':[1]} | [1]",
                "{'content':[{'type':'text','text':'said'}],'structuredContent':{'a':1}} | said",
                "{'content':'bare'} | bare",
                "{'content':{'type':'text','text':'one'}} | one",
                "{'toolResult':'old'} | old",
                "{'content':[]} | [the tool answered without content]",
                "{} | [the tool answered without content]",
            })
    void whatHasNoPartsIsReadAsWell(String result, String expected) {
        answers(result);

        assertThat(call()).isEqualTo(expected);
    }

    @Test
    void imageBesideStructuredContentHidesNeither() {
        answers("{'content':[{'type':'image','mimeType':'image/png','data':'AAAA'}],'structuredContent':{'a':1}}");

        assertThat(call()).isEqualTo("[image, image/png, 3 bytes; it cannot be shown here]\n{\"a\":1}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'isError':true,'content':[{'type':'text','text':'no such city'}]} | no such city",
                "{'isError':true,'content':[]} | the tool reports an error and says no more",
                "{'isError':true,'structuredContent':{'code':7}} | {\"code\":7}",
            })
    void errorOfTheToolFailsWithItsText(String result, String expected) {
        answers(result);

        assertThat(failure()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "200 | {'code':-32602,'message':'Missing required argument: city'}"
                        + " | the server refused the request: Missing required argument: city",
                "400 | {'code':-32602,'message':'Missing required argument: city'}"
                        + " | the server refused the request: Missing required argument: city",
                "200 | {'code':-32000,'message':'no','data':{'field':'city'}}"
                        + " | the server refused the request: no {\"field\":\"city\"}",
                "200 | 'quota used up' | the server refused the request: quota used up",
                "200 | {'code':1} | the server refused the request",
            })
    void errorOfTheProtocolIsToldWithItsReason(int status, String error, String expected) {
        server.script = exchange -> {
            if (exchange.method().equals("tools/list")) {
                exchange.usual();
            } else {
                String id = exchange.message().getValue("id").toString();
                exchange.json(
                        status, "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":" + error.replace('\'', '"') + "}");
            }
        };

        assertThat(failure()).isEqualTo(expected);
        assertThat(server.count("tools/call")).isEqualTo(1);
    }
}
