package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure.Kind;
import de.lopezitwelt.runtime.model.Usage;
import de.lopezitwelt.runtime.provider.support.CannedTestBase;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What providers do beside the protocol, each kind in many ways, and none of them ends or bends a reply. */
class LenientReadingTest extends CannedTestBase {

    private static final String HELLO = delta("{'content':'Hello '}");
    private static final String WORLD = delta("{'content':'world'}");
    private static final String USAGE = event("{'choices':[],'usage':{'prompt_tokens':11,'completion_tokens':7}}");

    private static void saysHelloWorld() {
        Said said = said();
        assertThat(said.text()).isEqualTo("Hello world");
        assertThat(said.end().finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(said.usage().completionTokens()).isEqualTo(7);
        assertThat(said.usage().estimated()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content-type: text/plain",
                "Content-Type: Text/Event-Stream;charset=UTF-8",
                "CONTENT-TYPE: TEXT/EVENT-STREAM ; charset=utf-8",
                "content-type: application/octet-stream",
                "content-type: application/json",
                "content-type: application/x-ndjson",
                "content-type: text/html; charset=iso-8859-1",
                "content-type: text/event-stream; charset=utf-16",
                "content-type: event-stream",
                "content-type: */*",
                "content-type:",
                "content-type: text/event-stream\ncontent-type: text/plain",
                ""
            })
    void theMediaTypeOfAStreamDoesNotMatter(String header) {
        server.answers("200 OK", header, (HELLO + WORLD + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8));

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data:\\n\\n",
                "data: \\n\\n",
                "data\\n\\n",
                "data:\\t\\n\\n",
                ": ping\\n\\n",
                ":\\n",
                ": OPENROUTER PROCESSING\\n\\n",
                "\\n\\n\\n",
                "event: ping\\ndata: {}\\n\\n",
                "event: ping\\ndata: {\"type\":\"ping\"}\\n\\n",
                "data: {}\\n\\n",
                "data: null\\n\\n",
                "data: []\\n\\n",
                "data: \"\"\\n\\n",
                "data: ping\\n\\n",
                "data: {\"choices\":[]}\\n\\n",
                "data: {\"choices\":null}\\n\\n",
                "data: {\"choices\":[null,1,\"x\"]}\\n\\n",
                "data: {\"choices\":[{\"index\":0,\"delta\":null}]}\\n\\n",
                "data: {\"prompt_filter_results\":[{\"index\":0}],\"choices\":[],\"id\":\"\"}\\n\\n",
                "id: 7\\nretry: 100\\ndata:\\n\\n",
                "unknown: field\\n\\n",
                "\\r\\n\\r",
                ": bad \u00fe bytes\\n\\n"
            })
    void whatOnlyKeepsTheStreamAliveSaysNothing(String between) {
        String keepAlive = between.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t");
        willStream(keepAlive + HELLO + keepAlive + keepAlive + WORLD + keepAlive + STOP + keepAlive + USAGE + keepAlive
                + DONE);

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: [DONE]\\n\\n",
                "data: [done]\\n\\n",
                "data:[DONE]\\n\\n",
                "data: \"[DONE]\"\\n\\n",
                "data:   [DONE]  \\n\\n",
                "data: [DONE]\\r\\n\\r\\n",
                "data: [DONE]\\n",
                "data: [DONE]",
                "data: [DONE]\\n\\ndata: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\" again\"}}]}\\n\\n",
                "event: done\\ndata: [DONE]\\n\\n",
                "data: [DONE]\\n\\ndata: garbage {{{\\n\\n",
                ""
            })
    void theEndIsToldInManyWays(String end) {
        willStream(HELLO + WORLD + STOP + USAGE + end.replace("\\n", "\n").replace("\\r", "\r"));

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: {\"choices\":[]}\n\n", ": waiting\n\n"})
    void silenceAfterTheEndOfAReplyEndsIt(String last) {
        willStream(HELLO + WORLD + STOP + USAGE + last);
        server.holdsOpen();

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'id':1e999",
                "'id':{'a':[1,{'b':null}]}",
                "'created':'yesterday'",
                "'created':-1.5e-300",
                "'created':99999999999999999999999999999999",
                "'model':null",
                "'system_fingerprint':[[],[[]]]",
                "'obfuscation':'\\ud83d'",
                "'obfuscation':'\\u12 \\x'",
                "'odd':NaN",
                "'odd':-Infinity",
                "'odd':0123",
                "'odd':TRUE",
                "'service_tier':''",
                "'':0",
                "'choices2':[{'delta':{'content':'no'}}]",
                "'provider':'x','provider':'y'",
                "'timings':{'prompt_n':11,'predicted_per_second':1.0}",
                "'error':null",
                "'error':''",
                "'error':{}",
                "'error':false",
                "'code':0,'msg':'success'",
                "'status':200"
            })
    void fieldsThatNobodyNeedsDoNotMatter(String field) {
        String odd = field.replace('\'', '"');
        String chunk = "{" + odd + ",\"choices\":[{\"index\":0," + odd + ",\"delta\":{" + odd
                + ",\"content\":\"Hello world\"}}]," + odd + "}";
        willStream("data: " + chunk + "\n\n" + STOP + USAGE + DONE);

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 10_000, 200_000})
    void depthOfWhatNobodyNeedsDoesNotMatter(int depth) {
        String deep = "[".repeat(depth) + "]".repeat(depth);
        willStream("data: {\"x\":" + deep + ",\"choices\":[{\"delta\":{\"content\":\"Hello world\",\"y\":" + deep
                + "}}]}\n\n" + STOP + USAGE + DONE);

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xbf, 0xc0, 0xc3, 0xe2, 0xf0, 0xf5, 0xfe, 0xff, 0x00, 0x1f})
    void damagedBytesOutsideOfTheTextDoNotMatter(int damaged) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("data: {\"id\":\"".getBytes(StandardCharsets.UTF_8));
        body.write(damaged);
        body.writeBytes(
                "\",\"choices\":[{\"delta\":{\"content\":\"Hello world\",\"z\":\"".getBytes(StandardCharsets.UTF_8));
        body.write(damaged);
        body.writeBytes(("\"}}]}\n\n" + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8));
        server.answers("200 OK", "content-type: text/event-stream", body.toByteArray());

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'content':'Hello world'}",
                "{'content':[{'type':'text','text':'Hello world'}]}",
                "{'content':[{'type':'text','text':'Hello '},{'type':'text','text':'world'}]}",
                "{'content':[{'text':'Hello world'}]}",
                "{'content':['Hello ','world']}",
                "{'content':{'type':'text','text':'Hello world'}}",
                "{'content':[{'type':'output_text','text':'Hello world','annotations':[]}]}",
                "{'content':[{'type':'text','text':{'value':'Hello world','annotations':[]}}]}",
                "{'content':[null,{'type':'image_url','image_url':{'url':'x'}},{'type':'text','text':'Hello world'}]}",
                "{'content':[{'type':'reference','reference_ids':[1]},{'type':'text','text':'Hello world'}]}",
                "{'content':[[{'type':'text','text':'Hello world'}]]}",
                "{'role':null,'name':7,'content':'Hello world','refusal':null,'tool_calls':null,'function_call':null}",
                "{'content':'Hello world','tool_calls':[],'audio':null,'annotations':[]}"
            })
    void contentIsATextOrTypedParts(String delta) {
        willStream(delta(delta) + STOP + USAGE + DONE);

        saysHelloWorld();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // a cumulative message beside the delta
                "{'delta':{'content':'Hello '},'message':{'content':'Hello '}} | {'delta':{'content':'world'},'message':{'content':'Hello world'}}",
                "{'message':{'content':'Hello '},'delta':{'content':'Hello '}} | {'message':{'content':'Hello world'},'delta':{'content':'world'}}",
                // nothing but the message so far
                "{'message':{'content':'Hello '}} | {'message':{'content':'Hello world'}}",
                "{'delta':{},'message':{'content':'Hello '}} | {'delta':{},'message':{'content':'Hello world'}}",
                "{'delta':null,'message':{'content':'Hello '}} | {'delta':null,'message':{'content':'Hello world'}}",
                "{'delta':{'content':''},'message':{'content':'Hello '}} | {'delta':{'content':''},'message':{'content':'Hello world'}}",
                // messages that are deltas
                "{'message':{'content':'Hello '}} | {'message':{'content':'world'}}",
                // a last message that repeats everything
                "{'delta':{'content':'Hello '}} | {'delta':{'content':'world'}},{'message':{'content':'Hello world'},'index':0}",
                // texts of the old completions
                "{'text':'Hello '} | {'text':'world'}",
                "{'delta':'Hello '} | {'delta':'world'}"
            })
    void whatIsSaidTwiceIsTakenOnce(String first, String second) {
        willStream(event("{'choices':[" + first + "]}") + event("{'choices':[" + second + "]}") + STOP + USAGE + DONE);

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{'index':0,'delta':{'content':'%s'}},{'index':1,'delta':{'content':'B'}}]",
                "[{'index':1,'delta':{'content':'B'}},{'index':0,'delta':{'content':'%s'}}]",
                "[{'delta':{'content':'%s'}},{'delta':{'content':'B'}}]",
                "[{'index':'0','delta':{'content':'%s'}},{'index':'1','delta':{'content':'B'}}]",
                "[{'index':null,'delta':{'content':'%s'}}]",
                "[{'index':3,'delta':{'content':'%s'}},{'index':4,'delta':{'content':'B'}}]",
                "{'index':0,'delta':{'content':'%s'}}",
                "[{'index':0,'delta':{'content':'%s'}},{'index':1,'delta':{'content':'B'},'finish_reason':'length'}]",
                "[null,{'index':0,'delta':{'content':'%s'}}]",
                "[{'index':0.0,'delta':{'content':'%s'}},{'index':1.0,'message':{'content':'B'}}]"
            })
    void ofSeveralChoicesOneIsFollowed(String choices) {
        String end = event("{'choices':"
                + choices.formatted("")
                        .replace("'delta'", "'finish_reason':'stop','delta'")
                        .replace("'content':'B'", "'content':''")
                        .replace(",'finish_reason':'length'", "")
                + "}");
        willStream(event("{'choices':" + choices.formatted("Hello ") + "}")
                + event("{'choices':" + choices.formatted("world") + "}")
                + end
                + USAGE
                + DONE);

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[{'message':{'content':'Hello world'},'finish_reason':'stop'}],'usage':{'prompt_tokens':11,'completion_tokens':7}}",
                " \n{'usage':{'prompt_tokens':11,'completion_tokens':7},'choices':[{'finish_reason':'stop','message':{'content':'Hello world'}}]}\n",
                "[{'choices':[{'message':{'content':'Hello world'},'finish_reason':'stop'}],'usage':{'prompt_tokens':11,'completion_tokens':7}}]",
                "{'choices':[{'delta':{'content':'Hello '}}]}\n{'choices':[{'delta':{'content':'world'},'finish_reason':'stop'}],'usage':{'prompt_tokens':11,'completion_tokens':7}}",
                "\ufeff{'choices':[{'message':{'content':[{'type':'text','text':'Hello world'}]},'finish_reason':'stop'}],'usage':{'prompt_tokens':'11','completion_tokens':7.0}}"
            })
    void aWholeAnswerIsTakenWhereAStreamWasAskedFor(String body) {
        willSay("200 OK", body.replace('\'', '"'));

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"200 OK", "201 Created", "202 Accepted", "203 Non-Authoritative Information"})
    void anyStatusOfSuccessIsOne(String status) {
        server.answers(
                status,
                "content-type: text/event-stream",
                (HELLO + WORLD + STOP + USAGE + DONE).getBytes(StandardCharsets.UTF_8));

        saysHelloWorld();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "function_call_filter: "})
    void aCallThatTheModelDidNotManageIsAFailure(String before) {
        willStream(event("{'choices':[{'index':0,'delta':{'role':'assistant'},'finish_reason':'" + before
                + "MALFORMED_FUNCTION_CALL'}]}"));

        assertThat(failure().kind()).isEqualTo(Kind.INVALID_RESPONSE);
    }

    @ParameterizedTest
    @CsvSource({
        // of a prompt of 5,000 tokens by our estimate
        "0, 5000, true",
        "1, 5000, true",
        "5, 5000, true",
        "6, 6, false",
        "3000, 3000, false",
        "9000, 9000, false"
    })
    void aPromptThatCannotBeSoSmallIsEstimated(int prompt, int counted, boolean estimated) {
        ReportedUsage usage = new ReportedUsage();
        usage.prompt(prompt);
        usage.completion(1_000);

        Usage known = usage.orElse(5_000, 1_000, 0);

        assertThat(known.promptTokens()).isEqualTo(counted);
        assertThat(known.completionTokens()).isEqualTo(1_000);
        assertThat(known.estimated()).isEqualTo(estimated);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {'error':{'message':'x','code':500}}\n\n",
                "data: {'error':'overloaded'}\n\n",
                "event: error\ndata: {'message':'x'}\n\n",
                "event: error\ndata: something broke\n\n",
                "{'error':{'message':'x'}}\n",
                "data: {'object':'error','message':'x'}\n\n",
                "data: {'type':'error','error':{'type':'overloaded_error'}}\n\n",
                "data: {'choices':[{'index':0,'delta':{},'error':{'message':'x','code':502}}]}\n\n",
                "data: {'choices':[{'index':0,'delta':{},'finish_reason':'error'}]}\n\n",
                "data: {'code':1302,'msg':'busy'}\n\n",
                "data: {'base_resp':{'status_code':1000,'status_msg':'x'}}\n\n",
                "data: {'error_code':18,'error_msg':'qps'}\n\n",
                "data: {'success':false,'message':'x'}\n\n",
                "data: {'detail':'Internal error'}\n\n",
                "data: {'status':503,'message':'x'}\n\n",
                "data: {'x_groq':{'error':'over capacity'}}\n\n",
                ""
            })
    void aReplyThatFailsIsAFailureHoweverItIsSaid(String failure) {
        willStream(HELLO + failure.replace('\'', '"'));

        var failed = failure();
        assertThat(failed.kind()).isIn(Kind.UNAVAILABLE, Kind.RATE_LIMITED);
        assertThat(failed.started()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "stop, STOP",
        "STOP, STOP",
        "end_turn, STOP",
        "eos, STOP",
        "stop_sequence, STOP",
        "COMPLETE, STOP",
        "length, LENGTH",
        "MAX_TOKENS, LENGTH",
        "model_length, LENGTH",
        "max_output_tokens, LENGTH",
        "content_filter, CONTENT_FILTER",
        "SAFETY, CONTENT_FILTER",
        "RECITATION, CONTENT_FILTER",
        "'content_filter: PROHIBITED_CONTENT', CONTENT_FILTER",
        "ERROR_TOXIC, CONTENT_FILTER",
        "ERROR_LIMIT, LENGTH",
        "refusal, CONTENT_FILTER"
    })
    void reasonsOfTheEndAreToldInManyWords(String word, FinishReason reason) {
        willStream(HELLO + event("{'choices':[{'index':0,'delta':{},'finish_reason':'" + word + "'}]}") + DONE);

        assertThat(said().end().finishReason()).isEqualTo(reason);
    }

    /** vLLM and SGLang tell it; of a number nobody knows which text it stands for. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            nullValues = "none",
            value = {
                "'finish_reason':'stop','stop_reason':'END'    | END",
                "'stop_reason':'END','finish_reason':'stop'    | END",
                "'finish_reason':'stop','matched_stop':'END'   | END",
                "'finish_reason':'stop','stop_reason':151645   | none",
                "'finish_reason':'stop','stop_reason':null     | none",
                "'finish_reason':'length','stop_reason':'END'  | none",
                "'finish_reason':'stop'                        | none"
            })
    void theStopSequenceIsToldWhereItIsKnown(String end, @Nullable String sequence) {
        willStream(HELLO + event("{'choices':[{'index':0,'delta':{}," + end + "}]}") + DONE);

        assertThat(said().end().stopSequence()).isEqualTo(sequence);
    }

    @Test
    void anAnswerInOnePieceTellsItsStopSequenceToo() {
        willSay(
                "200 OK",
                ("{'choices':[{'index':0,'message':{'content':'Hello'},'finish_reason':'stop','stop_reason':'END'}]}")
                        .replace('\'', '"'));
        assertThat(said().end().stopSequence()).isEqualTo("END");

        willSay(
                "200 OK",
                ("{'type':'message','content':[{'type':'text','text':'Hello'}],'stop_reason':'stop_sequence',"
                                + "'stop_sequence':'END','usage':{'input_tokens':1,'output_tokens':1}}")
                        .replace('\'', '"'));
        assertThat(said(callAnthropic()).end().stopSequence()).isEqualTo("END");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'refusal':'I cannot'}",
                "{'content':null,'refusal':'I cannot'}",
                "{'refusal':'I cannot','content':''}",
                "{'content':[{'type':'refusal','refusal':'I cannot'}]}"
            })
    void aRefusalIsNoAnswer(String delta) {
        willStream(delta(delta) + STOP + DONE);

        Said said = said();
        assertThat(said.text()).isEqualTo("I cannot");
        assertThat(said.end().finishReason()).isEqualTo(FinishReason.REFUSAL);
    }
}
