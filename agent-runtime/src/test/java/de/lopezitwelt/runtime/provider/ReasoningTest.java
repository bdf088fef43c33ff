package de.lopezitwelt.runtime.provider;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.Reasoning;
import de.lopezitwelt.runtime.provider.support.CannedTestBase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a model thinks is read apart from what it says. */
class ReasoningTest extends CannedTestBase {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "reasoning_content | {'reasoning_content':'let me '} | {'reasoning_content':'think'}",
                "reasoning_content | {'content':null,'reasoning_content':'let me '} | {'content':'','reasoning_content':'think'}",
                "reasoning | {'reasoning':'let me '} | {'reasoning':'think','content':''}",
                "reasoning_content | {'reasoning':'let me ','reasoning_content':'let me '} | {'reasoning':'think','reasoning_content':'think'}",
                "reasoning | {'reasoning':'let me ','reasoning_details':[{'type':'reasoning.text','text':'let me ','index':0}]} | {'reasoning':'think','reasoning_details':[{'type':'reasoning.text','text':'think','index':0,'signature':'S'}]}",
                "reasoning_details | {'reasoning_details':[{'type':'reasoning.text','text':'let me ','index':0}]} | {'reasoning_details':[{'type':'reasoning.text','text':'think','index':0}]}",
                "reasoning_details | {'reasoning_details':[{'type':'reasoning.summary','summary':'let me '}]} | {'reasoning_details':[{'type':'reasoning.summary','summary':'think'},{'type':'reasoning.encrypted','data':'xyz'}]}",
                "thinking | {'content':[{'type':'thinking','thinking':[{'type':'text','text':'let me '}]}]} | {'content':[{'type':'thinking','thinking':[{'type':'text','text':'think'}],'closed':true}]}",
                "thinking | {'content':[{'type':'thinking','thinking':'let me '}]} | {'content':[{'type':'thinking','thinking':'think'}]}",
                "thinking | {'content':[{'type':'reasoning','text':'let me '}]} | {'content':[{'type':'reasoning','content':[{'text':'think'}]}]}",
                "reasoning | {'reasoning':{'content':'let me '}} | {'reasoning':{'content':'think','effort':'low'}}",
                "reasoning_content | {'reasoning_content':['let me ']} | {'reasoning_content':[{'type':'text','text':'think'}]}",
                "tags | {'content':'<think>let me '} | {'content':'think</think>'}"
            })
    void eachDialectIsReadApart(String form, String first, String second) {
        willStream(delta(first)
                + delta(second)
                + delta("{'content':'Hello '}")
                + delta("{'content':'world'}")
                + STOP
                + DONE);

        Said said = said();
        assertThat(said.thought()).isEqualTo("let me think");
        assertThat(said.text()).isEqualTo("Hello world");
        assertThat(said.reasoned()).singleElement().satisfies(reasoned -> {
            assertThat(reasoned.reasoning().text()).isEqualTo("let me think");
            assertThat(reasoned.reasoning().form()).isEqualTo(form);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "<think>let me think</think>Hello world",
                "<think>let me think</think>\\n\\nHello world",
                "\\n<think>let me think</think> Hello world",
                "<thinking>let me think</thinking>Hello world",
                "<thought>let me think</thought>\\nHello world",
                "<reasoning>let me think</reasoning>Hello world",
                "<seed:think>let me think</seed:think>Hello world",
                "[THINK]let me think[/THINK]Hello world",
                "◁think▷let me think◁/think▷Hello world",
                "<think>let me </think>\\n<think>think</think>Hello world",
                "<think></think><think>let me think</think>\\n\\nHello world"
            })
    void thoughtsBetweenTagsAreReadApartHoweverTheyAreCut(String text) {
        for (int cut = 1; cut < text.length(); cut += 2) {
            String first = text.substring(0, cut);
            String second = text.substring(cut);
            if (first.endsWith("\\")) {
                continue;
            }
            willStream(delta("{'content':'" + first + "'}") + delta("{'content':'" + second + "'}") + STOP + DONE);

            Said said = said();
            assertThat(said.thought()).isEqualTo("let me think");
            assertThat(said.text()).isEqualTo("Hello world");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Models write <think>thoughts</think> so.",
                "`<think>`",
                "<thin",
                "<thinker>x</thinker>",
                "< think>x</think>",
                " <b>bold</b>",
                "</think>",
                "<",
                "[THINKING] no",
                "  leading blanks stay"
            })
    void tagsThatDoNotBeginTheReplyAreText(String text) {
        willStream(delta("{'content':'" + text.substring(0, 1) + "'}")
                + delta("{'content':'" + text.substring(1) + "'}")
                + STOP
                + DONE);

        Said said = said();
        assertThat(said.text()).isEqualTo(text);
        assertThat(said.thought()).isEmpty();
    }

    @Test
    void ofThoughtsBetweenTagsAndInAFieldTheFirstCounts() {
        willStream(delta("{'content':'<think>first</think>Hello'}") + delta("{'reasoning':'second'}") + STOP + DONE);

        assertThat(said().thought()).isEqualTo("first");
        assertThat(said().text()).isEqualTo("Hello");
    }

    @Test
    void aThoughtThatNobodyClosesIsNoText() {
        willStream(delta("{'content':'<think>on and on </thi'}") + STOP + DONE);

        assertThat(said().text()).isEmpty();
        assertThat(said().thought()).isEqualTo("on and on </thi");
    }

    @Test
    void detailsThatAMessageRepeatsAreKeptOnce() {
        String said =
                "'content':'a','reasoning':'hm','reasoning_details':[{'type':'reasoning.text','text':'hm','index':0}]";
        willStream(event("{'choices':[{'index':0,'delta':{" + said + "},'message':{" + said + "}}]}") + STOP + DONE);

        Said read = said();

        assertThat(read.text()).isEqualTo("a");
        assertThat(read.thought()).isEqualTo("hm");
        assertThat(read.reasoned().getFirst().reasoning().details()).containsOnlyOnce("hm");
    }

    @Test
    void whatOpenRouterWantsBackIsKept() {
        willStream(delta(
                        "{'reasoning':'a','reasoning_details':[{'type':'reasoning.text','text':'a','index':0,'format':'x'}]}")
                + delta("{'reasoning':'b','reasoning_details':[{'type':'reasoning.text','text':'b','index':0}]}")
                + delta("{'reasoning_details':[{'type':'reasoning.text','index':0,'signature':'SIG'}]}")
                + delta("{'reasoning_details':[{'type':'reasoning.encrypted','index':1,'data':'xyz'}]}")
                + STOP
                + DONE);

        assertThat(said().reasoned().getFirst().reasoning())
                .isEqualTo(new Reasoning(
                        "ab",
                        "reasoning",
                        ("[{'type':'reasoning.text','index':0,'format':'x','signature':'SIG','text':'ab'},"
                                        + "{'type':'reasoning.encrypted','index':1,'data':'xyz'}]")
                                .replace('\'', '"')));
    }

    @Test
    void anthropicsThinkingIsReadApartWithItsSignature() {
        willStream(event("{'type':'message_start','message':{'usage':{'input_tokens':5,'output_tokens':1}}}")
                + event(
                        "{'type':'content_block_start','index':0,'content_block':{'type':'thinking','thinking':'','signature':''}}")
                + event(
                        "{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'let me '}}")
                + event("{'type':'content_block_delta','index':0,'delta':{'type':'thinking_delta','thinking':'think'}}")
                + event("{'type':'content_block_delta','index':0,'delta':{'type':'signature_delta','signature':'SIG'}}")
                + event("{'type':'content_block_stop','index':0}")
                + event(
                        "{'type':'content_block_start','index':1,'content_block':{'type':'redacted_thinking','data':'xyz'}}")
                + event("{'type':'content_block_start','index':2,'content_block':{'type':'text','text':''}}")
                + event("{'type':'content_block_delta','index':2,'delta':{'type':'text_delta','text':'Hello world'}}")
                + event("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':9}}")
                + event("{'type':'message_stop'}"));

        Said said = said(callAnthropic());
        assertThat(said.text()).isEqualTo("Hello world");
        assertThat(said.thought()).isEqualTo("let me think");
        assertThat(said.reasoned().getFirst().reasoning())
                .isEqualTo(new Reasoning(
                        "let me think",
                        Reasoning.BLOCKS,
                        ("[{'type':'thinking','signature':'SIG','thinking':'let me think'},"
                                        + "{'type':'redacted_thinking','data':'xyz'}]")
                                .replace('\'', '"')));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // OpenAI, Azure, vLLM
                "{'prompt_tokens':100,'completion_tokens':50,'total_tokens':150,'prompt_tokens_details':{'cached_tokens':64},'completion_tokens_details':{'reasoning_tokens':30}} | 100 | 50 | 64 | 0 | 30 | false",
                // OpenRouter
                "{'prompt_tokens':100,'completion_tokens':50,'prompt_tokens_details':{'cached_tokens':10,'cache_write_tokens':20}} | 100 | 50 | 10 | 20 | 0 | false",
                // DeepSeek
                "{'prompt_tokens':100,'completion_tokens':50,'prompt_cache_hit_tokens':64,'prompt_cache_miss_tokens':36} | 100 | 50 | 64 | 0 | 0 | false",
                // Moonshot, Perplexity
                "{'prompt_tokens':100,'completion_tokens':50,'cached_tokens':7,'reasoning_tokens':8} | 100 | 50 | 7 | 0 | 8 | false",
                // LiteLLM for Anthropic
                "{'prompt_tokens':100,'completion_tokens':50,'cache_read_input_tokens':40,'cache_creation_input_tokens':5} | 100 | 50 | 40 | 5 | 0 | false",
                // a prompt that leaves out what was cached
                "{'prompt_tokens':10,'completion_tokens':50,'cache_read_input_tokens':40,'cache_creation_input_tokens':5} | 45 | 50 | 40 | 5 | 0 | false",
                // xAI counts thoughts beside the answer, Gemini in the total alone
                "{'prompt_tokens':100,'completion_tokens':5,'total_tokens':135,'completion_tokens_details':{'reasoning_tokens':30}} | 100 | 35 | 0 | 0 | 30 | false",
                "{'prompt_tokens':100,'completion_tokens':5,'total_tokens':135} | 100 | 35 | 0 | 0 | 30 | false",
                // the responses' names
                "{'input_tokens':100,'output_tokens':50,'output_tokens_details':{'reasoning_tokens':9}} | 100 | 50 | 0 | 0 | 9 | false",
                // a total that is too small says nothing
                "{'prompt_tokens':100,'completion_tokens':50,'total_tokens':3} | 100 | 50 | 0 | 0 | 0 | false",
                // nothing, zero, or what cannot be
                "null | 10 | 16 | 0 | 0 | 0 | true",
                "{} | 10 | 16 | 0 | 0 | 0 | true",
                "{'prompt_tokens':0,'completion_tokens':0,'total_tokens':0} | 10 | 16 | 0 | 0 | 0 | true",
                "{'prompt_tokens':100,'completion_tokens':0} | 100 | 16 | 0 | 0 | 0 | true",
                "{'prompt_tokens':0,'completion_tokens':50} | 10 | 50 | 0 | 0 | 0 | true",
                "{'prompt_tokens':-5,'completion_tokens':-1} | 10 | 16 | 0 | 0 | 0 | true",
                "{'prompt_tokens':'many','completion_tokens':null} | 10 | 16 | 0 | 0 | 0 | true",
                "{'prompt_tokens':100} | 100 | 16 | 0 | 0 | 0 | true",
                "{'completion_tokens':50} | 10 | 50 | 0 | 0 | 0 | true",
                "{'prompt_tokens':'100','completion_tokens':5e1} | 100 | 50 | 0 | 0 | 0 | false"
            })
    void usageIsReadInEachDialectAndNeverTakenForNothing(
            String usage, int prompt, int answer, int cached, int written, int reasoning, boolean estimated) {
        willStream(
                delta("{'content':'sixteen short words make up this little text that says nothing at all to you now'}")
                        + STOP
                        + event("{'choices':[],'usage':" + usage + "}")
                        + DONE);

        var used = said().usage();
        assertThat(used.promptTokens()).isEqualTo(prompt);
        assertThat(used.cachedTokens()).isEqualTo(cached);
        assertThat(used.cacheWriteTokens()).isEqualTo(written);
        assertThat(used.reasoningTokens()).isEqualTo(reasoning);
        assertThat(used.estimated()).isEqualTo(estimated);
        if (answer == 16) {
            assertThat(used.completionTokens()).isBetween(16, 32);
        } else {
            assertThat(used.completionTokens()).isEqualTo(answer);
        }
    }

    @Test
    void usageOfGroqAndOfChoicesIsReadToo() {
        willStream(delta("{'content':'Hi'}")
                + STOP
                + event("{'choices':[],'x_groq':{'id':'r','usage':{'prompt_tokens':100,'completion_tokens':50}}}")
                + DONE);
        assertThat(said().usage().completionTokens()).isEqualTo(50);

        willStream(delta("{'content':'Hi'}")
                + event(
                        "{'choices':[{'index':0,'delta':{},'finish_reason':'stop','usage':{'prompt_tokens':100,'completion_tokens':51}}]}")
                + DONE);
        assertThat(said().usage().completionTokens()).isEqualTo(51);
    }

    @Test
    void oneTokenForManyWordsCannotBe() {
        willStream(delta("{'content':'" + "word ".repeat(2_000) + "'}")
                + STOP
                + event("{'choices':[],'usage':{'prompt_tokens':5,'completion_tokens':1}}")
                + DONE);

        assertThat(said().usage().estimated()).isTrue();
        assertThat(said().usage().completionTokens()).isGreaterThan(1_900);
    }

    @Test
    void anthropicsCachesAreReadAndZeroIsEstimated() {
        String end = event(
                        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'Hello world'}}")
                + event("{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':%d}}")
                + event("{'type':'message_stop'}");
        String start = event(
                "{'type':'message_start','message':{'usage':{'input_tokens':%d,'cache_read_input_tokens':%d,'cache_creation_input_tokens':%d,'output_tokens':0}}}");

        willStream(start.formatted(5, 100, 20) + end.formatted(9));
        var used = said(callAnthropic()).usage();
        assertThat(used).isEqualTo(new de.lopezitwelt.runtime.model.Usage(125, 9, false, 100, 20, 0));

        willStream(start.formatted(0, 0, 0) + end.formatted(0));
        var nothing = said(callAnthropic()).usage();
        assertThat(nothing.estimated()).isTrue();
        assertThat(nothing.promptTokens()).isEqualTo(10);
        assertThat(nothing.completionTokens()).isPositive();
    }
}
