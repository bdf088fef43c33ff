package de.lopezitwelt.chat.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.lopezitwelt.chat.openai.JsonFields;
import de.lopezitwelt.chat.reply.prepare.NewUserMessage;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputReaderTest {
    private static JsonFields body(String items) throws JsonProcessingException {
        return new JsonFields(new ObjectMapper().readTree("{\"input\":[" + items + "]}"), "");
    }

    private static List<PromptMessage> turns(String items) throws JsonProcessingException {
        return InputReader.turns(body(items), new ArrayList<>());
    }

    @Test
    void argumentsMayBeAnObject() throws JsonProcessingException {
        List<PromptMessage> turns = turns("""
            {"type":"function_call","call_id":"c","name":"f","arguments":{"a":1}},
            {"type":"function_call_output","call_id":"c","output":"x"}
            """);

        assertThat(turns.getFirst().toolCalls()).containsExactly(new ToolCall("c", "f", "{\"a\":1}"));
    }

    @Test
    void whatServicesOfOpenAiDidIsLeftOut() throws JsonProcessingException {
        assertThat(turns("""
            {"type":"web_search_call","id":"ws_1","status":"completed"},{"role":"user","content":"hi"}
            """)).containsExactly(PromptMessage.user("hi"));
    }

    @Test
    void imageThatAToolShowsIsNamed() throws JsonProcessingException {
        PromptMessage output = turns("""
            {"type":"function_call","call_id":"c","name":"view_image","arguments":"{}"},
            {"type":"function_call_output","call_id":"c","output":[{"type":"input_text","text":"see: "},
             {"type":"input_image","image_url":"data:image/png;base64,AA=="}]}
            """).getLast();

        assertThat(output.content()).isEqualTo("see: [image, which is not shown]");
        assertThatThrownBy(() -> turns("""
            {"type":"function_call_output","call_id":"c","output":[{"type":"riddle"}]}
            """)).isInstanceOf(ProblemException.class);
    }

    @Test
    void answerThatIsToBeContinuedIsNotStored() throws JsonProcessingException {
        JsonFields body = body("""
            {"role":"user","content":"one"},{"role":"assistant","content":"It be"}
            """);
        List<PromptMessage> turns = InputReader.turns(body, new ArrayList<>());

        assertThat(InputReader.newMessages(body, turns))
                .extracting(NewUserMessage::content)
                .containsExactly("one");
    }
}
