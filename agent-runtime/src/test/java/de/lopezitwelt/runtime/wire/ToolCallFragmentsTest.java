package de.lopezitwelt.runtime.wire;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.runtime.model.ReplyEvent.ToolCallPiece;
import de.lopezitwelt.runtime.model.ToolCall;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What is shown of calls while they come. */
class ToolCallFragmentsTest {

    private final ToolCallFragments calls = new ToolCallFragments();

    private void add(int index, String id, String name, String arguments) {
        calls.add(index, id, name, arguments, false, null);
    }

    @Test
    void idAndNameComeWithTheFirstOfTheArguments() {
        add(0, "a", "calc", "");
        assertThat(calls.next(false)).as("the name may go on").isNull();
        add(0, "", "ulator", "");
        add(0, "", "", "{");
        assertThat(calls.next(false)).isEqualTo(new ToolCallPiece(0, "a", "calculator", "{"));
        assertThat(calls.next(false)).isNull();
        add(0, "", "", "\"x\":1");
        assertThat(calls.next(false)).isEqualTo(new ToolCallPiece(0, "a", "calculator", "\"x\":1"));
        add(0, "", "", "}");
        assertThat(calls.next(false)).as("it may come again").isNull();
        assertThat(calls.next(true)).isEqualTo(new ToolCallPiece(0, "a", "calculator", "}"));
        assertThat(calls.next(true)).isNull();
        assertThat(calls.hasFresh()).isFalse();
    }

    @Test
    void aCallWithoutAnIdGetsOneThatStays() {
        add(0, "", "f", "{\"a\"");
        ToolCallPiece first = Objects.requireNonNull(calls.next(false));
        add(0, "late", "f", ":1}");

        assertThat(calls.complete().getFirst().id()).isEqualTo(first.id()).isNotEqualTo("late");
    }

    @Test
    void parallelCallsBeginInTheirOrder() {
        add(0, "a", "f", "");
        add(1, "b", "g", "{\"x\":");
        assertThat(calls.next(false)).isEqualTo(new ToolCallPiece(0, "a", "f", ""));
        assertThat(calls.next(false)).isEqualTo(new ToolCallPiece(1, "b", "g", "{\"x\":"));
        add(0, "a", "", "{\"y\":2}");
        assertThat(calls.next(false)).isEqualTo(new ToolCallPiece(0, "a", "f", "{\"y\":2"));
    }

    @Test
    void whatIsSentAgainIsShownOnce() {
        add(0, "a", "f", "{\"x\":");
        calls.next(false);
        add(0, "a", "f", "{\"x\":1}");
        assertThat(calls.next(false)).isEqualTo(new ToolCallPiece(0, "a", "f", "1"));
        add(0, "a", "f", "{ \"x\" : 1 }");
        assertThat(calls.next(true)).isEqualTo(new ToolCallPiece(0, "a", "f", "}"));
        assertThat(calls.complete()).containsExactly(new ToolCall("a", "f", "{\"x\":1}"));
    }

    @Test
    void anEmptyObjectThatComesFirstIsNotShown() {
        calls.add(0, "a", "f", "{}", true, null);
        assertThat(calls.next(false)).isNull();
        add(0, "", "", "{\"x\":1");
        assertThat(calls.next(false)).isEqualTo(new ToolCallPiece(0, "a", "f", "{\"x\":1"));
    }

    @Test
    void argumentsThatAreTakenBackAreToldAtTheEnd() {
        add(0, "a", "f", "{\"x\":");
        calls.next(false);
        calls.add(0, "a", "f", "{\"y\":1}", true, null);

        assertThat(calls.next(true)).isNull();
        assertThat(calls.hasFresh()).isFalse();
        assertThat(calls.complete()).containsExactly(new ToolCall("a", "f", "{\"y\":1}"));
    }
}
