package de.lopezitwelt.chat.reply;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import de.lopezitwelt.platform.persistence.Sha256;
import de.lopezitwelt.runtime.model.PromptMessage;
import de.lopezitwelt.runtime.model.Role;
import de.lopezitwelt.runtime.model.ToolCall;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hashes of a conversation that a client sends whole with each turn. {@link #before} covers the messages before the new
 * turn and finds their session; {@link #after} covers the messages before the next turn. Only these two methods are
 * thread safe.
 *
 * <p>Clients do not repeat byte by byte what they received. The hashes leave out what clients change: instructions, ids
 * of calls, thoughts, white space, whether an answer is one message or several, the order of its calls and how their
 * arguments are written.
 */
public final class ResentHistory {
    private static final int BYTES = 16;
    private static final ObjectMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private final @Nullable String before;
    private final State end;

    private ResentHistory(@Nullable String before, State end) {
        this.before = before;
        this.end = end;
    }

    /**
     * Reads the conversation.
     *
     * @param scope the owner, the agent and so on: conversations of different scopes never have the same hash
     * @param from index of the first new turn
     * @param files contents of the files of a turn, by its index
     */
    public static ResentHistory of(
            List<String> scope, List<PromptMessage> turns, int from, IntFunction<List<byte[]>> files) {
        State state = new State();
        scope.forEach(part -> state.take('s', part.getBytes(StandardCharsets.UTF_8)));
        boolean answered = turns.subList(0, from).stream().anyMatch(turn -> turn.role() == Role.ASSISTANT);
        String before = null;
        for (int i = 0; i < turns.size(); i++) {
            if (i == from && answered) {
                before = state.value();
            }
            state.add(turns.get(i), files.apply(i));
        }
        return new ResentHistory(before, state);
    }

    /** The hash of the messages before the turn; null when no answer is among them. */
    public @Nullable String before() {
        return before;
    }

    /** The hash of the whole conversation with the turn's answer. */
    public String after(String text, List<ToolCall> calls) {
        State state = end.copy();
        state.add(PromptMessage.assistant(text, calls), List.of());
        return state.value();
    }

    /** The hash up to some message, and the answer so far, which the next message may continue. */
    private static final class State {
        private MessageDigest digest = Sha256.start();
        private final StringBuilder words = new StringBuilder();
        private final List<String> calls = new ArrayList<>();

        void add(PromptMessage turn, List<byte[]> files) {
            switch (turn.role()) {
                case SYSTEM -> {}
                case ASSISTANT -> {
                    words.append(turn.content());
                    turn.toolCalls().forEach(call -> calls.add(call.name() + " " + canonical(call.arguments())));
                }
                case USER, TOOL -> {
                    endAnswer();
                    take(turn.role() == Role.USER ? 'u' : 't', bytes(turn.content()));
                    files.forEach(file -> take('f', file));
                }
            }
        }

        private void endAnswer() {
            if (!words.toString().isBlank() || !calls.isEmpty()) {
                take('a', bytes(words.toString()));
                calls.stream().sorted().forEach(call -> take('c', call.getBytes(StandardCharsets.UTF_8)));
            }
            words.setLength(0);
            calls.clear();
        }

        void take(char kind, byte[] bytes) {
            digest.update(
                    ByteBuffer.allocate(5).put((byte) kind).putInt(bytes.length).flip());
            digest.update(bytes);
        }

        String value() {
            State copy = copy();
            copy.endAnswer();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(copy.digest.digest(), BYTES));
        }

        State copy() {
            State copy = new State();
            try {
                copy.digest = (MessageDigest) digest.clone();
            } catch (CloneNotSupportedException impossible) {
                throw new IllegalStateException(impossible);
            }
            copy.words.append(words);
            copy.calls.addAll(calls);
            return copy;
        }

        private static byte[] bytes(String text) {
            return text.strip().replaceAll("\\s+", " ").getBytes(StandardCharsets.UTF_8);
        }

        private static String canonical(String arguments) {
            try {
                return SORTED.writeValueAsString(SORTED.readValue(arguments, Object.class));
            } catch (JsonProcessingException | IllegalArgumentException noJson) {
                return arguments.strip();
            }
        }
    }
}
