package de.lopezitwelt.chat.reply.store;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.reply.stream.ReplyUpdate.Thought;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolAnswered;
import de.lopezitwelt.chat.reply.stream.ReplyUpdate.ToolCalled;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredThoughtTest {
    @Test
    void piecesThatNothingPartsAreOneThought() {
        assertThat(StoredThought.of(List.of(new Thought(2, "ab"), new Thought(3, "c"))))
                .containsExactly(new StoredThought(0, "abc"));
    }

    @Test
    void textAndStepsPartThoughts() {
        // ab, call, answer, cd, xyz (text), e
        assertThat(StoredThought.of(List.of(
                        new Thought(2, "ab"),
                        new ToolCalled(3, "c", "clock", "{}"),
                        new ToolAnswered(4, "c", "clock", "12", false),
                        new Thought(6, "cd"),
                        new Thought(10, "e"))))
                .containsExactly(new StoredThought(0, "ab"), new StoredThought(0, "cd"), new StoredThought(3, "e"));
    }

    @Test
    void longThoughtsAreCutAllTogether() {
        List<StoredThought> thoughts = StoredThought.of(List.of(
                new Thought(16_000, "x".repeat(16_000)),
                new Thought(26_001, "y".repeat(10_000)),
                new Thought(26_003, "z")));

        assertThat(thoughts).hasSize(2);
        assertThat(thoughts.getLast().text()).endsWith("y…").hasSize(16 * 1024 - 16_000 + 1);
    }

    @Test
    void replyWithoutThoughtsHasNone() {
        assertThat(StoredThought.of(List.of(new ToolCalled(3, "c", "clock", "{}"))))
                .isEmpty();
    }
}
