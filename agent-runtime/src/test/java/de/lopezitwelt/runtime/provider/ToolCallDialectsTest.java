package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.FinishReason;
import de.lopezitwelt.runtime.model.ModelFailure;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallPiece;
import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallRequested;
import de.lopezitwelt.runtime.provider.support.CannedTestBase;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tool calls as providers send them. */
class ToolCallDialectsTest extends CannedTestBase {

    private static final String SUM = "calculator {\"expression\":\"17*23\"}";
    private static final String OTHER = "calculator {\"expression\":\"2+2\"}";
    private static final String TIME = "date_time {}";
    private static final String END = event("{'choices':[{'index':0,'delta':{},'finish_reason':'tool_calls'}]}") + DONE;

    /** A chunk with these calls; double quotes inside of arguments are written as {@code ^}. */
    private static String calls(String calls) {
        return delta("{'tool_calls':[" + calls + "]}").replace("^", "\\\"");
    }

    private static void callsAreRead(String stream, List<String> expected) {
        for (int pieceLength : new int[] {Integer.MAX_VALUE, 50}) {
            willStream(stream + END);
            server.inPiecesOf(pieceLength);
            Said said = said();

            assertThat(said.called()).isEqualTo(expected);
            assertThat(said.calls()).allSatisfy(call -> assertThat(call.id()).isNotBlank());
            assertThat(said.calls().stream().map(call -> call.id()).distinct()).hasSameSizeAs(expected);
            assertThat(said.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':0,'id':'a','function':{'name':'calculator','arguments':'^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':''}}|{'index':0,'function':{'arguments':'{^expression^:^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':null}}|{'index':0,'id':null,'function':{'name':null,'arguments':'{^expression^:^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator'}}|{'index':0,'id':'','function':{'name':'','arguments':'{^expression^:^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calc'}}|{'index':0,'function':{'name':'ulator','arguments':'{^expression^:^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calc'}}|{'index':0,'function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}",
                "{'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'function':{'arguments':'^17*23^}'}}",
                "{'index':null,'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':null,'id':'a','function':{'arguments':'^17*23^}'}}",
                "{'index':'0','id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':'0','function':{'arguments':'^17*23^}'}}",
                "{'index':-1,'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':-1,'function':{'arguments':'^17*23^}'}}",
                "{'index':1,'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':1,'function':{'arguments':'^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':1,'function':{'arguments':'^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':0,'id':'b','function':{'arguments':'^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':{'expression':'17*23'}}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':''}}|{'index':0,'id':'a','function':{'name':'calculator','arguments':{'expression':'17*23'}}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':{}}}|{'index':0,'id':'a','function':{'arguments':'{^expression^:^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}|{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}",
                "{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:'}}|{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}",
                "{'name':'calculator','arguments':{'expression':'17*23'}}",
                "{'type':'function','id':7,'function':{'name':'calculator','parameters':{'expression':'17*23'}}}",
                "{'index':0,'id':'a','type':null,'function':{'arguments':'{^expression^:^17*23^}','name':'calculator'}}|{'index':0}|{'index':0,'function':null}|null"
            })
    void oneCallIsReadInManyForms(String chunks) {
        StringBuilder stream = new StringBuilder();
        for (String chunk : chunks.split("\\|", -1)) {
            stream.append(calls(chunk));
        }
        callsAreRead(stream.toString(), List.of(SUM));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // words in deltas, the calls in the message alone
                "{'delta':{'content':'Wait. '},'message':{'content':'Wait. '}}|{'delta':{'content':''},'message':{'content':'Wait. ','tool_calls':[%s]}}",
                // the message repeats the calls of the deltas
                "{'delta':{'content':'Wait. ','tool_calls':[%s]}}|{'delta':{},'message':{'content':'Wait. ','tool_calls':[%s]}}",
                "{'message':{'content':'Wait. ','tool_calls':[%s]},'delta':{'content':'Wait. ','tool_calls':[%s]}}",
                "{'delta':{'content':'Wait. ','function_call':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}}|{'message':{'function_call':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}}"
            })
    void callsBesideWordsAndMessagesAreTakenOnce(String choices) {
        String call = "{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}";
        StringBuilder stream = new StringBuilder();
        for (String choice : choices.split("\\|", -1)) {
            stream.append(
                    event("{'choices':[" + choice.replace("%s", call) + "]}").replace("^", "\\\""));
        }
        willStream(stream + END);

        Said said = said();

        assertThat(said.called()).containsExactly(SUM);
        assertThat(said.text()).isEqualTo("Wait. ");
    }

    private static Stream<Arguments> twoCalls() {
        String a = "{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}";
        String b = "{'index':1,'id':'b','function':{'name':'calculator','arguments':'{^expression^:^2+2^}'}}";
        return Stream.of(
                Arguments.of(calls(a) + calls(b)),
                Arguments.of(calls(a + "," + b)),
                Arguments.of(calls(a) + calls(b.replace("'index':1", "'index':0"))),
                Arguments.of(calls(a + "," + b.replace("'index':1", "'index':0"))),
                Arguments.of(calls(a.replace("'index':0,", "")) + calls(b.replace("'index':1,", ""))),
                Arguments.of(
                        calls(a.replace("'index':0", "'index':null")) + calls(b.replace("'index':1", "'index':null"))),
                Arguments.of(calls(a.replace("'id':'a',", "")) + calls(b.replace("'id':'b',", ""))),
                Arguments.of(calls(a.replace("'id':'a'", "'id':''")) + calls(b.replace("'id':'b'", "'id':''"))),
                Arguments.of(calls(a) + calls(b.replace("'id':'b'", "'id':'a'"))),
                // both begin, then their arguments come in turns
                Arguments.of(calls("{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expr'}}")
                        + calls("{'index':1,'id':'b','function':{'name':'calculator','arguments':'{^expre'}}")
                        + calls("{'index':0,'function':{'arguments':'ession^:^17*23^}'}}")
                        + calls("{'index':1,'function':{'arguments':'ssion^:^2+2^}'}}")),
                Arguments.of(calls("{'index':0,'id':'a','function':{'name':'calculator','arguments':'{^expr'}}")
                        + calls("{'index':0,'id':'b','function':{'name':'calculator','arguments':'{^expre'}}")
                        + calls("{'index':0,'id':'a','function':{'arguments':'ession^:^17*23^}'}}")
                        + calls("{'index':0,'id':'b','function':{'arguments':'ssion^:^2+2^}'}}")),
                Arguments.of(
                        calls(
                                        "{'index':0,'id':'a','function':{'name':'calculator','arguments':{'expression':'17*23'}}}")
                                + calls(
                                        "{'index':0,'id':'b','function':{'name':'calculator','arguments':{'expression':'2+2'}}}")));
    }

    @ParameterizedTest
    @MethodSource("twoCalls")
    void parallelCallsAreToldApart(String stream) {
        callsAreRead(stream, List.of(SUM, OTHER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'function_call':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}",
                "{'function_call':{'name':'calculator','arguments':''}}|{'function_call':{'arguments':'{^expression^:'}}|{'function_call':{'arguments':'^17*23^}'}}",
                "{'function_call':{'name':'calculator','arguments':{'expression':'17*23'}}}",
                "{'function_call':{'name':'calculator'}}|{'function_call':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}",
                "{'function_call':null,'tool_calls':[{'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}]}",
                "{'tool_calls':[{'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}],'function_call':{'name':'calculator','arguments':'{}'}}",
                "{'tool_calls':{'id':'a','function':{'name':'calculator','arguments':'{^expression^:^17*23^}'}}}"
            })
    void theLegacyFormIsACallToo(String deltas) {
        StringBuilder stream = new StringBuilder();
        for (String chunk : deltas.split("\\|", -1)) {
            stream.append(delta(chunk).replace("^", "\\\""));
        }
        callsAreRead(stream.toString(), List.of(SUM));
    }

    /** That the pieces are the call is asserted wherever a call is read, see {@link CannedTestBase.Said}. */
    @Test
    void pairsThatAreSplitBetweenPiecesAreWhole() {
        StringBuilder stream =
                new StringBuilder(calls("{'index':0,'id':'a','function':{'name':'note','arguments':''}}"));
        for (String piece : List.of("{", "^text^", ":^", "\\ud83d", "\\ude00", " and \\ud83d more", "^", "}")) {
            stream.append(calls("{'index':0,'function':{'arguments':'" + piece + "'}}"));
        }
        willStream(stream + END);
        server.inPiecesOf(30);

        Said said = said();

        assertThat(said.called()).containsExactly("note {\"text\":\"\ud83d\ude00 and \ufffd more\"}");
        assertThat(said.events()).filteredOn(ToolCallPiece.class::isInstance).hasSizeGreaterThan(1);
    }

    @Test
    void aCallThatBreaksOffIsShownAsFarAsItCame() {
        willStream(calls("{'index':0,'id':'a','function':{'name':'note','arguments':'{^a^:1'}}"));

        var subscriber = call().subscribe().withSubscriber(AssertSubscriber.create(Long.MAX_VALUE));
        subscriber.awaitFailure();

        assertThat(((ModelFailure) subscriber.getFailure()).started()).isTrue();
        assertThat(subscriber.getItems()).noneMatch(ToolCallRequested.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "null", "{}", "'{}'", "[]", "' '"})
    void noArgumentsAreAnEmptyObject(String arguments) {
        willStream(calls("{'index':0,'id':'a','function':{'name':'date_time','arguments':" + arguments + "}}") + END);

        assertThat(said().calls()).singleElement().satisfies(call -> {
            assertThat(call.name()).isEqualTo("date_time");
            assertThat(call.arguments().strip()).isIn("", "{}", "[]");
        });
        assertThat(TIME).endsWith("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // as documented
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'calculator','input':{}}}|{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'{^expression^:'}}|{'type':'content_block_delta','index':0,'delta':{'type':'input_json_delta','partial_json':'^17*23^}'}}",
                // an empty first piece
                "{'type':'content_block_start','index':1,'content_block':{'type':'tool_use','id':'t','name':'calculator','input':{}}}|{'type':'content_block_delta','index':1,'delta':{'type':'input_json_delta','partial_json':''}}|{'type':'content_block_delta','index':1,'delta':{'partial_json':'{^expression^:^17*23^}'}}",
                // the input whole at the start
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'calculator','input':{'expression':'17*23'}}}",
                // whole at the start, and again in pieces
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'calculator','input':{'expression':'17*23'}}}|{'type':'content_block_delta','index':0,'delta':{'partial_json':'{^expression^:^17*23^}'}}",
                // no index
                "{'type':'content_block_start','content_block':{'type':'tool_use','id':'t','name':'calculator','input':null}}|{'type':'content_block_delta','delta':{'partial_json':'{^expression^:^17*23^}'}}",
                // no id, no input
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','name':'calculator'}}|{'type':'content_block_delta','index':0,'delta':{'partial_json':'{^expression^:^17*23^}'}}",
                // no types
                "{'index':0,'content_block':{'id':'t','name':'calculator','input':{}}}|{'index':0,'delta':{'partial_json':'{^expression^:^17*23^}'}}",
                // input as a text
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'calculator','input':'{^expression^:^17*23^}'}}",
                // a search of the provider's own before it
                "{'type':'content_block_start','index':0,'content_block':{'type':'server_tool_use','id':'s','name':'web_search','input':{}}}|{'type':'content_block_delta','index':0,'delta':{'partial_json':'{^query^:^x^}'}}|{'type':'content_block_start','index':1,'content_block':{'type':'web_search_tool_result','content':[]}}|{'type':'content_block_start','index':2,'content_block':{'type':'tool_use','id':'t','name':'calculator','input':{}}}|{'type':'content_block_delta','index':2,'delta':{'partial_json':'{^expression^:^17*23^}'}}",
                // a ping in between
                "{'type':'content_block_start','index':0,'content_block':{'type':'tool_use','id':'t','name':'calculator','input':{}}}|{'type':'ping'}|{'type':'content_block_delta','index':0,'delta':{'partial_json':'{^expression^:^17*23^}'}}|{'type':'content_block_stop','index':0}",
                // a whole message
                "{'type':'message','role':'assistant','content':[{'type':'tool_use','id':'t','name':'calculator','input':{'expression':'17*23'}}]}"
            })
    void anthropicsCallsAreReadInManyForms(String events) {
        StringBuilder stream = new StringBuilder(event("{'type':'message_start','message':{'content':[]}}"));
        for (String data : events.split("\\|", -1)) {
            stream.append(event(data).replace("^", "\\\""));
        }
        willStream(stream
                + event("{'type':'message_delta','delta':{'stop_reason':'tool_use'}}")
                + event("{'type':'message_stop'}"));

        Said said = said(callAnthropic());
        assertThat(said.called()).containsExactly(SUM);
        assertThat(said.calls().getFirst().id()).isNotBlank();
        assertThat(said.end().finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }
}
