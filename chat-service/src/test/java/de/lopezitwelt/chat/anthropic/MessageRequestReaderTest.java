package de.lopezitwelt.chat.anthropic;

import static de.lopezitwelt.chat.anthropic.Quotes.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.openai.completion.CompletionRequest;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.ResponseFormat;
import de.lopezitwelt.runtime.model.ToolChoice;
import de.lopezitwelt.runtime.model.ToolDefinition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageRequestReaderTest {
    private static final String TOOLS = ",'tools':[{'name':'a','input_schema':{'type':'object'}},{'type':'custom',"
            + "'name':'b','input_schema':{}},{'type':'web_search_20250305','name':'web_search','max_uses':3}]";

    private static CompletionRequest read(String text) {
        return MessageRequestReader.read(json(text), null);
    }

    private static CompletionRequest with(String more) {
        return read("{'model':'m','max_tokens':9,'messages':[{'role':'user','content':'hi'}]" + more + "}");
    }

    @Test
    void readsEverythingTheClientsSend() {
        CompletionRequest request = read("""
            {'model':'agent','max_tokens':100,'stream':true,'temperature':0.5,'top_p':1,'top_k':7,
             'stop_sequences':['a','b'],'system':[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral'}}],
             'metadata':{'user_id':'u','session_id':'0198c5a4-0a1b-7c2d-8e3f-405162738495'},'store':false,
             'thinking':{'type':'enabled','budget_tokens':2048},'service_tier':'auto','container':null,
             'context_management':{'edits':[]},'mcp_servers':[],'betas':['x'],'an_unknown_field':{'a':1},
             'tools':[{'name':'f','description':'d','strict':true,'input_schema':{'type':'object'},
             'cache_control':{'type':'ephemeral'},'eager_input_streaming':true}],
             'tool_choice':{'type':'tool','name':'f','disable_parallel_tool_use':true},
             'messages':[{'role':'user','content':'hi'}]}
            """);

        assertThat(request.streaming()).isTrue();
        assertThat(request.store()).isFalse();
        assertThat(request.sessionId()).isEqualTo("0198c5a4-0a1b-7c2d-8e3f-405162738495");
        assertThat(request.metadata()).isEqualTo("{\"user_id\":\"u\"}");
        assertThat(request.options().maxOutputTokens()).isEqualTo(100);
        assertThat(request.options().sampling().temperature()).isEqualTo(0.5);
        assertThat(request.options().sampling().topP()).isEqualTo(1);
        assertThat(request.options().sampling().stop()).containsExactly("a", "b");
        assertThat(request.options().sampling().parallelToolCalls()).isFalse();
        assertThat(request.options().sampling().extras().body()).isEqualTo(json("{'top_k':7}"));
        assertThat(request.options().sampling().extras().reasoningEffort()).isEqualTo("low");
        assertThat(request.options().clientTools())
                .containsExactly(new ToolDefinition("f", "d", json("{'type':'object'}"), true));
        assertThat(request.options().toolChoice()).isEqualTo(new ToolChoice.Function("f"));
        assertThat(request.resendsHistory()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'auto'}                                      | auto",
                "{'type':'any'}                                       | required",
                "{'type':'none'}                                      | none",
                "{'type':'tool','name':'a'}                           | a",
                "{'type':'tool','name':'b'}                           | b",
                "{'type':'auto','disable_parallel_tool_use':true}     | auto",
                "{'type':'auto','disable_parallel_tool_use':false}    | auto",
                "{'type':'any','disable_parallel_tool_use':true}      | required",
                "{'type':'any','something':'younger'}                 | required",
                "null                                                 | auto",
            })
    void eachChoiceOfToolsIsRead(String choice, String expected) {
        CompletionRequest request = with(TOOLS + ",'tool_choice':" + choice);

        assertThat(request.options().clientTools())
                .as("tools of Anthropic's own are left out")
                .extracting(ToolDefinition::name)
                .containsExactly("a", "b");
        assertThat(
                        switch (request.options().toolChoice()) {
                            case ToolChoice.Mode(String name) -> name;
                            case ToolChoice.Function(String name) -> name;
                        })
                .isEqualTo(expected);
        assertThat(Boolean.FALSE.equals(request.options().sampling().parallelToolCalls()))
                .isEqualTo(choice.contains("parallel_tool_use':true"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "                                                                                     | -      | false",
                ",'thinking':{'type':'disabled'}                                                      | none   | false",
                ",'thinking':{'type':'enabled','budget_tokens':1024}                                  | low    | true",
                ",'thinking':{'type':'enabled','budget_tokens':4096}                                  | low    | true",
                ",'thinking':{'type':'enabled','budget_tokens':10000}                                 | medium | true",
                ",'thinking':{'type':'enabled','budget_tokens':31999}                                 | high   | true",
                ",'thinking':{'type':'enabled'}                                                       | medium | true",
                ",'thinking':{'type':'adaptive'}                                                      | high   | true",
                ",'thinking':{'type':'adaptive','display':'omitted'},'output_config':{'effort':'max'} | max    | true",
                ",'output_config':{'effort':'low'}                                                    | low    | false",
                ",'thinking':null                                                                     | -      | false",
                ",'thinking':{'type':'younger'}                                                       | -      | false",
            })
    void eachWishToThinkIsRead(@Nullable String more, String effort, boolean shown) {
        String fields = more == null ? "" : more;
        assertThat(with(fields).options().sampling().extras().reasoningEffort()).isEqualTo(effort);
        assertThat(MessageRequestReader.wantsThoughts(json("{'model':'m'" + fields + "}")))
                .isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'messages':[]}                                                         | model",
                "{'model':7}                                                             | model",
                "{'model':'m'}                                                           | messages",
                "{'model':'m','messages':[]}                                             | messages",
                "{'model':'m','messages':'hi'}                                           | messages",
                "{'model':'m','messages':['hi']}                                         | messages[0]",
                "{'model':'m','messages':[{'role':'tool','content':'a'}]}                | messages[0].role",
                "{'model':'m','messages':[{'role':'user'}]}                              | messages[0].content",
                "{'model':'m','messages':[{'role':'user','content':7}]}                  | messages[0].content",
                "{'model':'m','messages':[{'role':'user','content':[{}]}]}               | messages[0].content[0].type",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'tool_result','content':'a'}]}]} | messages[0].content[0].tool_use_id",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'image','source':{'type':'url','url':'https://a'}}]}]} | messages[0].content[0].source.type",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'image','source':{'type':'file','file_id':'f'}}]}]} | messages[0].content[0].source.type",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','data':'!'}}]}]} | messages[0].content[0].source.data",
                "{'model':'m','messages':[{'role':'user','content':[{'type':'document'}]}]} | messages[0].content[0].source",
                "{'model':'m','messages':[{'role':'assistant','content':[{'type':'tool_use','name':'f'}]}]} | messages[0].content[0].id",
                "{'model':'m','messages':[{'role':'assistant','content':'so'}]}          | messages",
            })
    void wrongInputIsNamed(String body, String field) {
        refused(body, field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                ",'max_tokens':0                                              | max_tokens",
                ",'max_tokens':'many'                                         | max_tokens",
                ",'temperature':3                                             | temperature",
                ",'top_p':-1                                                  | top_p",
                ",'top_k':0                                                   | top_k",
                ",'stop_sequences':'a'                                        | stop_sequences",
                ",'stop_sequences':[1]                                        | stop_sequences[0]",
                ",'stream':'yes'                                              | stream",
                ",'metadata':{'session_id':'x'}                               | metadata.session_id",
                ",'tools':[{'input_schema':{}}]                               | tools[0].name",
                ",'tools':[{'name':'a b'}]                                    | tools[0].name",
                ",'tools':[{'name':'a','input_schema':[]}]                    | tools[0].input_schema",
                ",'tool_choice':'auto'                                        | tool_choice",
                ",'tool_choice':{'type':'any'}                                | tool_choice.type",
                ",'tool_choice':{'type':'tool','name':'web_search'}           | tool_choice.name",
                ",'tool_choice':{'type':'sometimes'}                          | tool_choice.type",
                ",'thinking':{}                                               | thinking.type",
                ",'thinking':{'type':'enabled','budget_tokens':-1}            | thinking.budget_tokens",
                ",'output_config':{'format':{'type':'xml'}}                   | output_config.format.type",
            })
    void wrongSettingsAreNamed(String more, String field) {
        refused("{'model':'m','messages':[{'role':'user','content':'hi'}]" + more + "}", field);
    }

    private static void refused(String body, String field) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.violations().getFirst().field())
                                .isEqualTo(field));
    }

    @Test
    void aBodyThatIsNoObjectIsRefused() {
        for (String body : new String[] {"[]", "7", "null", "'text'"}) {
            refused(body, "");
        }
    }

    @Test
    void theFormOfAnAnswerIsReadInBothPlaces() {
        String format = "{'type':'json_schema','schema':{'type':'object'}}";
        ResponseFormat expected = new ResponseFormat.JsonSchema("answer", json("{'type':'object'}"), true);

        assertThat(with(",'output_config':{'format':" + format + "}").options().responseFormat())
                .isEqualTo(expected);
        assertThat(with(",'output_format':" + format).options().responseFormat())
                .isEqualTo(expected);
    }
}
