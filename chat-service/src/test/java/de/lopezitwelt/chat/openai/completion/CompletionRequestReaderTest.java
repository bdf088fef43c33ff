package de.lopezitwelt.chat.openai.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.ToolCall;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionRequestReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static CompletionRequest read(String text) {
        return CompletionRequestReader.read(json(text), null, null);
    }

    private static CompletionRequest withMessages(String messages) {
        return read("{'model':'m','messages':[" + messages + "]}");
    }

    @Test
    void readsEverythingTheClientsSend() {
        CompletionRequest request = read("""
            {'model':'agent','stream':true,'stream_options':{'include_usage':true},'temperature':0.5,'top_p':1,
             'max_tokens':100,'max_completion_tokens':50,'stop':['a','b'],'seed':7,'store':false,'n':1,
             'presence_penalty':-1,'frequency_penalty':2,'user':'u','logit_bias':{'1':2},'parallel_tool_calls':true,
             'metadata':{'session_id':'0198c5a4-0a1b-7c2d-8e3f-405162738495','topic':'x'},
             'response_format':{'type':'json_schema','json_schema':{'name':'n','strict':true,'schema':{'type':'object'}}},
             'tools':[{'type':'function','function':{'name':'f','description':'d','strict':true,
             'parameters':{'type':'object'}}}],'tool_choice':{'type':'function','function':{'name':'f'}},
             'messages':[{'role':'user','content':'hi'}]}
            """);

        assertThat(request.streaming()).isTrue();
        assertThat(request.includeUsage()).isTrue();
        assertThat(request.store()).isFalse();
        assertThat(request.sessionId()).isEqualTo("0198c5a4-0a1b-7c2d-8e3f-405162738495");
        assertThat(request.metadata()).isEqualTo("{\"topic\":\"x\"}");
        assertThat(request.options().maxOutputTokens()).isEqualTo(50);
        assertThat(request.options().sampling().temperature()).isEqualTo(0.5);
        assertThat(request.options().sampling().stop()).containsExactly("a", "b");
        assertThat(request.options().responseFormat())
                .isEqualTo(new ResponseFormat.JsonSchema("n", json("{'type':'object'}"), true));
        assertThat(request.options().clientTools())
                .singleElement()
                .satisfies(tool -> assertThat(tool.name()).isEqualTo("f"));
        assertThat(request.options().toolChoice()).isEqualTo(new ToolChoice.Function("f"));
        assertThat(request.resendsHistory()).isFalse();
    }

    @Test
    void onlyWhatFollowsTheLastAnswerIsNew() {
        CompletionRequest request = withMessages("""
            {'role':'system','content':'be kind'},{'role':'user','content':'one'},
            {'role':'assistant','content':'first'},{'role':'user','content':'two'},{'role':'user','content':'three'}
            """);

        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("two", "three");
        assertThat(request.turns()).hasSize(5);
        assertThat(request.resendsHistory()).isTrue();
    }

    @Test
    void instructionsAreNotPartOfTheConversation() {
        CompletionRequest request =
                withMessages("{'role':'developer','content':'be kind'},{'role':'user','content':'one'}");

        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("one");
        assertThat(request.turns().getFirst()).isEqualTo(PromptMessage.system("be kind"));
    }

    @Test
    void resultsOfToolsAreNewMessages() {
        CompletionRequest request = withMessages("""
            {'role':'user','content':'weather?'},
            {'role':'assistant','content':null,'tool_calls':[{'id':'c','type':'function',
             'function':{'name':'weather','arguments':'{}'}}]},
            {'role':'tool','tool_call_id':'c','content':'sunny'}
            """);

        assertThat(request.turns().get(1))
                .isEqualTo(PromptMessage.assistant("", List.of(new ToolCall("c", "weather", "{}"))));
        assertThat(request.newMessages()).singleElement().satisfies(message -> {
            assertThat(message.content()).isEqualTo("sunny");
            assertThat(String.valueOf(message.metadata())).contains("tool_call_id");
        });
    }

    @Test
    void textPartsAreJoined() {
        CompletionRequest request =
                withMessages("{'role':'user','content':[{'type':'text','text':'a'},{'type':'text','text':'b'}]}");

        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("ab");
    }

    @Test
    void instructionsAloneAreTheQuestion() {
        CompletionRequest request =
                withMessages("{'role':'system','content':'be kind'},{'role':'system','content':'Say hello'}");

        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("Say hello");
        assertThat(request.turns()).containsExactly(PromptMessage.system("be kind"), PromptMessage.user("Say hello"));
    }

    @Test
    void answerThatIsToBeContinuedIsReadAndNotStored() {
        CompletionRequest request = withMessages("""
            {'role':'user','content':'one'},{'role':'assistant','content':'first'},
            {'role':'user','content':'two'},{'role':'assistant','content':'It be'}
            """);

        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("two");
        assertThat(request.turns().getLast()).isEqualTo(PromptMessage.assistant("It be"));
    }

    @Test
    void argumentsMayBeAnObjectAndARefusalIsWhatWasSaid() {
        CompletionRequest request = withMessages("""
            {'role':'user','content':'one'},{'role':'assistant','content':null,'refusal':'I cannot'},
            {'role':'assistant','tool_calls':[{'id':'c','type':'function',
             'function':{'name':'f','arguments':{'a':1}}}]},
            {'role':'tool','tool_call_id':'c','content':'x'}
            """);

        assertThat(request.turns().get(1)).isEqualTo(PromptMessage.assistant("I cannot"));
        assertThat(request.turns().get(2).toolCalls()).containsExactly(new ToolCall("c", "f", "{\"a\":1}"));
    }

    @Test
    void toolsOfOpenAisServicesAreLeftOutAndCustomOnesAreFunctionsOfOneText() {
        CompletionRequest request = read("""
            {'model':'m','tools':[{'type':'web_search'},{'type':'function','function':{'name':'f'}},
             {'type':'custom','custom':{'name':'patch','description':'d','format':{'type':'grammar',
             'grammar':{'syntax':'lark','definition':'start: x'}}}}],
             'tool_choice':{'type':'custom','custom':{'name':'patch'}},
             'messages':[{'role':'user','content':'one'},{'role':'assistant','tool_calls':[{'id':'c','type':'custom',
             'custom':{'name':'patch','input':'*** x'}}]},{'role':'tool','tool_call_id':'c','content':'done'}]}
            """);

        assertThat(request.options().clientTools())
                .extracting(ToolDefinition::name)
                .containsExactly("f", "patch");
        assertThat(String.valueOf(request.options().clientTools().getLast().parameters()))
                .contains("\"required\":[\"input\"]", "lark", "start: x");
        assertThat(request.options().toolChoice()).isEqualTo(new ToolChoice.Function("patch"));
        assertThat(request.customTools()).containsExactly("patch");
        assertThat(request.turns().get(1).toolCalls())
                .containsExactly(new ToolCall("c", "patch", "{\"input\":\"*** x\"}"));
    }

    @Test
    void onlyAllowedToolsAreShown() {
        CompletionRequest request = read("""
            {'model':'m','tools':[{'type':'function','function':{'name':'f'}},{'type':'function','function':{'name':'g'}}],
             'tool_choice':{'type':'allowed_tools','allowed_tools':{'mode':'required',
             'tools':[{'type':'function','function':{'name':'g'}}]}},
             'messages':[{'role':'user','content':'one'}]}
            """);

        assertThat(request.options().clientTools())
                .extracting(ToolDefinition::name)
                .containsExactly("g");
        assertThat(request.options().toolChoice()).isEqualTo(ToolChoice.REQUIRED);
    }

    @Test
    void deploymentInThePathIsTheModel() {
        JsonNode body = json("{'model':'other','messages':[{'role':'user','content':'x'}]}");

        assertThat(CompletionRequestReader.read(body, "mine", null).model()).isEqualTo("mine");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{} | model",
                "{'model':''} | model",
                "{'model':3} | model",
                "{'model':'m'} | messages",
                "{'model':'m','messages':[]} | messages",
                "{'model':'m','messages':'x'} | messages",
                "{'model':'m','messages':[3]} | messages[0]",
                "{'model':'m','messages':[{'role':'robot','content':'x'}]} | messages[0].role",
                "{'model':'m','messages':[{'role':'user'}]} | messages[0].content",
                "{'model':'m','messages':[{'role':'user','content':3}]} | messages[0].content",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'image_url','image_url':{}}]}]}"
                        + " | messages[0].content[0].image_url.url",
                "{'model':'m','messages':[{'role':'system','content':[{'type':'image_url','image_url':{}}]}]}"
                        + " | messages[0].content[0].type",
                "{'model':'m','messages':[{'role':'tool','content':'x'}]} | messages[0].tool_call_id",
                "{'model':'m','messages':[{'role':'assistant','content':'y'}]} | messages",
                "{'model':'m','messages':[{'role':'user','content':'x'},{'role':'assistant','tool_calls':[{'id':'c',"
                        + "'function':{'name':'f'}}]}]} | messages",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'n':2} | n",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'temperature':3} | temperature",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'max_tokens':0} | max_tokens",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'stream':'yes'} | stream",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{'type':'web'}],'tool_choice':'required'}"
                        + " | tool_choice",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':{'type':'web_search'}}"
                        + " | tool_choice.type",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tools':[{'type':'function','function':{'name':'a"
                        + " b'}}]} | tools[0].function.name",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'tool_choice':'maybe'} | tool_choice",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'response_format':{'type':'xml'}} |"
                        + " response_format.type",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'response_format':{'type':'json_schema'}}"
                        + " | response_format.json_schema",
                "{'model':'m','messages':[{'role':'user','content':'x'}],'metadata':{'session_id':7}} |"
                        + " metadata.session_id"
            })
    void namesTheFieldThatIsWrong(String body, String field) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.violations().getFirst().field())
                                .isEqualTo(field));
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> CompletionRequestReader.read(null, null, null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> CompletionRequestReader.read(json("[]"), null, null))
                .isInstanceOf(ProblemException.class);
    }
}
