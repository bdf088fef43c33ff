package de.lopezitwelt.chat.anthropic;

import static de.lopezitwelt.chat.anthropic.Quotes.json;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.openai.InlineFile;
import de.lopezitwelt.chat.openai.completion.CompletionRequest;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.model.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationReaderTest {
    private static final String CALL = "{'role':'user','content':'go'},{'role':'assistant','content':"
            + "[{'type':'tool_use','id':'t1','name':'f','input':{}},{'type':'tool_use','id':'t2','name':'f','input':{}}]},";

    private static CompletionRequest read(String messages, String more) {
        return MessageRequestReader.read(json("{'model':'m','messages':[" + messages + "]" + more + "}"), null);
    }

    private static CompletionRequest user(String content) {
        return read("{'role':'user','content':" + content + "}", "");
    }

    private static PromptMessage assistant(String content) {
        return read(
                        "{'role':'user','content':'a'},{'role':'assistant','content':" + content
                                + "},{'role':'user','content':'b'}",
                        "")
                .turns()
                .get(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'hello' | hello | 0",
                "[{'type':'text','text':'hello'}] | hello | 0",
                "[{'type':'text','text':'a'},{'type':'text','text':'b'}] | a¶b | 0",
                "[{'type':'text','text':'a','cache_control':{'type':'ephemeral'},'citations':null}] | a | 0",
                "[{'type':'text','text':'a'},{'type':'image','source':{'type':'base64','media_type':'image/png','data':'eA=='}}] | a | 1",
                "[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'eA=='}}] | `` | 1",
                "[{'type':'document','title':'t','context':'c','source':{'type':'base64','media_type':'application/pdf','data':'eA=='}}] | c | 1",
                "[{'type':'document','source':{'type':'text','media_type':'text/plain','data':'words'}},{'type':'text','text':'read'}] | read | 1",
                "[{'type':'document','title':'t','source':{'type':'content','content':'words'}}] | t¶words | 0",
                "[{'type':'document','source':{'type':'content','content':[{'type':'text','text':'words'},{'type':'image','source':{'type':'base64','data':'eA=='}}]}}] | words | 1",
                "[{'type':'search_result','title':'t','source':'s','content':[{'type':'text','text':'found'}]}] | t¶s¶found | 0",
                "[{'type':'container_upload','file_id':'f'},{'type':'text','text':'a'}] | a | 0",
                "[{'type':'of_next_year','text':'a'}] | a | 0",
                "[{'type':'of_next_year','thing':7}] | `` | 0",
            })
    void whatAUserSaysAndShowsIsRead(String content, String text, int files) {
        CompletionRequest request = user(content);

        assertThat(request.newMessages())
                .extracting(NewUserMessage::content)
                .containsExactly(text.replace("¶", "\n\n"));
        assertThat(request.files()).hasSize(files).allMatch(file -> file.turn() == 0);
    }

    @Test
    void filesComeWithTheirNamesAndBytes() {
        List<InlineFile> files = user("""
                [{'type':'document','title':'notes','source':{'type':'text','data':'grüße'}},
                 {'type':'image','source':{'type':'base64','data':'c2V2\\nZW4='}}]
                """).files();

        assertThat(files.getFirst().name()).isEqualTo("notes");
        assertThat(files.getFirst().content()).isEqualTo("grüße".getBytes(StandardCharsets.UTF_8));
        assertThat(files.getFirst().image()).isFalse();
        assertThat(files.getLast().content()).as("broken lines").isEqualTo("seven".getBytes(StandardCharsets.UTF_8));
        assertThat(files.getLast().image()).isTrue();
        assertThat(files.getLast().field()).isEqualTo("messages[0].content[1].source.data");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'content':'sunny' | sunny | 0",
                "'content':[{'type':'text','text':'sunny'}] | sunny | 0",
                "'content':[{'type':'text','text':'a'},{'type':'text','text':'b'}] | a¶b | 0",
                "'is_error':false | `` | 0",
                "'content':null | `` | 0",
                "'content':[] | `` | 0",
                "'content':'no','is_error':true | The tool failed. no | 0",
                "'content':[{'type':'image','source':{'type':'base64','data':'eA=='}}] | (The file is shown after the results.) | 1",
                "'content':[{'type':'text','text':'two'},{'type':'image','source':{'type':'base64','data':'eA=='}},{'type':'image','source':{'type':'base64','data':'eA=='}}] | two¶(The files are shown after the results.) | 2",
                "'content':[{'type':'document','source':{'type':'base64','data':'eA=='}}] | (The file is shown after the results.) | 1",
                "'content':[{'type':'search_result','title':'t','source':'s','content':[]}] | t¶s | 0",
                "'content':[{'type':'tool_reference','tool_name':'x'}] | `` | 0",
            })
    void whatAToolSaidIsRead(String fields, String text, int files) {
        CompletionRequest request =
                read(CALL + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t1'," + fields + "}]}", "");

        assertThat(request.turns().get(2)).isEqualTo(PromptMessage.tool("t1", text.replace("¶", "\n\n")));
        assertThat(request.files()).hasSize(files).allMatch(file -> file.turn() == 3);
        assertThat(request.newMessages()).hasSize(files == 0 ? 1 : 2);
        assertThat(request.turns()).hasSize(files == 0 ? 3 : 4);
    }

    @Test
    void resultsStandBeforeWhatTheUserAdds() {
        CompletionRequest request = read(CALL + """
                {'role':'user','content':[{'type':'text','text':'Here.'},
                 {'type':'tool_result','tool_use_id':'t1','content':'one'},
                 {'type':'tool_result','tool_use_id':'t2','content':'two'},{'type':'text','text':'Go on.'}]}
                """, "");

        assertThat(request.turns().subList(2, 5))
                .containsExactly(
                        PromptMessage.tool("t1", "one"),
                        PromptMessage.tool("t2", "two"),
                        PromptMessage.user("Here.\n\nGo on."));
        assertThat(request.newMessages())
                .extracting(NewUserMessage::content)
                .containsExactly("one", "two", "Here.\n\nGo on.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'so'                                                                   | so",
                "[{'type':'text','text':'so'}]                                          | so",
                "[{'type':'text','text':'s'},{'type':'text','text':'o'}]                | so",
                "[{'type':'text','text':''}]                                            | ``",
                "[]                                                                     | ``",
                "[{'type':'thinking','thinking':'hm','signature':''},{'type':'text','text':'so'}] | so",
                "[{'type':'redacted_thinking','data':'x'},{'type':'text','text':'so'}]  | so",
                "[{'type':'server_tool_use','id':'s','name':'web_search','input':{}},{'type':'text','text':'so'}] | so",
                "[{'type':'web_search_tool_result','tool_use_id':'s','content':[]},{'type':'text','text':'so'}] | so",
                "[{'type':'fallback','from':{}},{'type':'text','text':'so'}]            | so",
                "[{'type':'mcp_tool_use','id':'m','name':'f','input':{}},{'type':'mcp_tool_result','tool_use_id':'m'},{'type':'text','text':'so'}] | so",
            })
    void whatWasAnsweredIsRead(String content, String text) {
        assertThat(assistant(content)).isEqualTo(PromptMessage.assistant(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'input':{}                         | {}",
                "'input':{'a':1}                    | {`a`:1}",
                "'input':{'a':{'b':[1,null]}}       | {`a`:{`b`:[1,null]}}",
                "'input':null                       | {}",
                "'cache_control':null               | {}",
                "'input':{'a':'x'},'caller':{'type':'direct'} | {`a`:`x`}",
            })
    void callsAreRead(String fields, String arguments) {
        PromptMessage turn =
                assistant("[{'type':'text','text':'I look.'},{'type':'tool_use','id':'t','name':'f'," + fields + "}]");

        assertThat(turn)
                .isEqualTo(PromptMessage.assistant(
                        "I look.", List.of(new ToolCall("t", "f", arguments.replace('`', '"')))));
    }

    @Test
    void signedThoughtsGoBackAsTheyCame() {
        PromptMessage turn = assistant("""
                [{'type':'thinking','thinking':'hm','signature':'s1'},{'type':'redacted_thinking','data':'d'},
                 {'type':'tool_use','id':'t','name':'f','input':{}}]
                """);

        assertThat(turn.reasoning())
                .isEqualTo(new Reasoning("hm", Reasoning.BLOCKS, json("""
                [{'type':'thinking','thinking':'hm','signature':'s1'},{'type':'redacted_thinking','data':'d'}]
                """).toString()));
    }

    @Test
    void thoughtsWithoutSignatureAreWords() {
        PromptMessage turn = assistant("""
                [{'type':'thinking','thinking':'hm','signature':''},{'type':'thinking','thinking':' so'},
                 {'type':'tool_use','id':'t','name':'f','input':{}}]
                """);

        assertThat(turn.reasoning()).isEqualTo(new Reasoning("hm so", Reasoning.CONTENT, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "-                                                                           | -",
                ",'system':'Be brief.'                                                       | Be brief.",
                ",'system':''                                                                | -",
                ",'system':null                                                              | -",
                ",'system':[]                                                                | -",
                ",'system':[{'type':'text','text':'Be brief.'}]                              | Be brief.",
                ",'system':[{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral','ttl':'1h'}}] | Be brief.",
                ",'system':[{'type':'text','text':'a'},{'type':'text','text':'b'}]           | a¶b",
                ",'system':[{'type':'text','text':'x-anthropic-billing-header: cc_version=2; cch=1;'},{'type':'text','text':'b'}] | b",
                ",'system':'x-anthropic-billing-header: cch=1;\\nBe brief.'                  | Be brief.",
                ",'system':[{'type':'of_next_year','thing':7}]                               | -",
            })
    void instructionsAreRead(@Nullable String more, @Nullable String expected) {
        List<PromptMessage> turns =
                read("{'role':'user','content':'hi'}", more == null ? "" : more).turns();

        assertThat(turns.subList(0, turns.size() - 1))
                .isEqualTo(
                        expected == null
                                ? List.of()
                                : List.of(expected.split("¶")).stream()
                                        .map(PromptMessage::system)
                                        .toList());
    }

    @Test
    void onlyWhatFollowsTheLastAnswerIsNew() {
        CompletionRequest request = read(
                "{'role':'user','content':'one'},{'role':'assistant','content':'first'},{'role':'user','content':'two'}",
                "");

        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("two");
        assertThat(request.resendsHistory()).isTrue();
    }

    @Test
    void anAnswerAtTheEndIsGoneOnFrom() {
        CompletionRequest request = read("{'role':'user','content':'one'},{'role':'assistant','content':'{'}", "");

        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("one");
        assertThat(request.turns().getLast()).isEqualTo(PromptMessage.assistant("{"));
    }

    @Test
    void instructionsBetweenMessagesAreRead() {
        CompletionRequest request =
                read("{'role':'user','content':'one'},{'role':'system','content':'Now in French.'}", "");

        assertThat(request.turns().getLast()).isEqualTo(PromptMessage.system("Now in French."));
        assertThat(request.newMessages()).extracting(NewUserMessage::content).containsExactly("one");
    }
}
