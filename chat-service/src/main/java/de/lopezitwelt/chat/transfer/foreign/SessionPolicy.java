package de.lopezitwelt.chat.transfer.foreign;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.chat.session.read.SessionStatus;
import de.lopezitwelt.chat.transfer.document.ExportedFile;
import de.lopezitwelt.chat.transfer.document.ExportedMessage;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns a conversation into a session: its tree becomes branches, and texts that are too long are attached or split. */
final class SessionPolicy {
    private static final int LONGEST_TITLE = 255;
    /** Characters of a long text that stay in its message; a file has the whole text. */
    private static final int BEGINNING = 2_000;

    private final Limits limits;
    private final String agentId;
    private final Instant now;

    /** @param maxMessageBytes of a user's message @param maxReplyLength of a model's message, in characters */
    record Limits(int maxMessageBytes, int maxReplyLength, int maxBranches, int filesPerMessage) {}

    SessionPolicy(Limits limits, String agentId, Instant now) {
        this.limits = limits;
        this.agentId = agentId;
        this.now = now.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A message that has yet to be placed. @param branch -1 for a new one */
    private record Waiting(ForeignMessage message, @Nullable ExportedMessage parent, int branch) {}

    ExportedSession session(ForeignConversation conversation) {
        Map<String, ForeignMessage> known = new LinkedHashMap<>();
        conversation.messages().forEach(message -> known.putIfAbsent(message.id(), message));
        Instant begun = within(conversation.createdAt(), firstTime(conversation));
        Map<String, Integer> branches = new HashMap<>();
        List<ExportedMessage> placed = place(conversation, known, begun, branches);
        String current = conversation.currentId();
        Integer active = current == null ? null : branches.get(current);
        Instant last = placed.isEmpty() ? begun : placed.getLast().createdAt();
        return new ExportedSession(
                id(conversation.id()),
                agentId,
                null,
                null,
                title(conversation.title()),
                SessionStatus.ACTIVE,
                null,
                begun,
                null,
                begun,
                within(conversation.updatedAt(), last),
                active == null ? (placed.isEmpty() ? 0 : newest(placed).branch()) : active,
                null,
                placed);
    }

    private static ExportedMessage newest(List<ExportedMessage> placed) {
        return placed.stream()
                .reduce((one, other) -> other.createdAt().isBefore(one.createdAt()) ? one : other)
                .orElseThrow();
    }

    /** Places branch after branch. The first of several answers stays in the branch of the message that it answers. */
    private List<ExportedMessage> place(
            ForeignConversation conversation,
            Map<String, ForeignMessage> known,
            Instant begun,
            Map<String, Integer> branches) {
        Map<String, List<ForeignMessage>> children = children(known);
        List<ExportedMessage> placed = new ArrayList<>();
        Deque<Waiting> waiting = new ArrayDeque<>();
        push(waiting, children.getOrDefault("", List.of()), null, 0);
        int next = 1;
        while (!waiting.isEmpty()) {
            Waiting one = waiting.removeFirst();
            if (one.branch < 0 && next > limits.maxBranches) {
                conversation.leftOut().add(LeftOut.BRANCHES, size(one.message, children));
                continue;
            }
            int branch = one.branch < 0 ? next++ : one.branch;
            ExportedMessage last = add(placed, one, branch, begun, conversation.leftOut());
            branches.put(one.message.id(), branch);
            push(waiting, children.getOrDefault(one.message.id(), List.of()), last, branch);
        }
        return placed;
    }

    private static void push(
            Deque<Waiting> waiting, List<ForeignMessage> messages, @Nullable ExportedMessage parent, int branch) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            waiting.addFirst(new Waiting(messages.get(i), parent, i == 0 ? branch : -1));
        }
    }

    /** Messages by parent, first messages by the empty text. Those after a message without content follow the one before it. */
    private static Map<String, List<ForeignMessage>> children(Map<String, ForeignMessage> known) {
        Map<String, List<ForeignMessage>> children = new HashMap<>();
        for (ForeignMessage message : known.values()) {
            if (!message.isEmpty()) {
                children.computeIfAbsent(parent(message, known), ignored -> new ArrayList<>())
                        .add(message);
            }
        }
        return children;
    }

    private static String parent(ForeignMessage message, Map<String, ForeignMessage> known) {
        ForeignMessage at = message;
        for (int steps = 0; steps <= known.size(); steps++) {
            String id = at.parentId();
            ForeignMessage parent = id == null ? null : known.get(id);
            if (id == null || parent == null) {
                return "";
            }
            if (!parent.isEmpty()) {
                return id;
            }
            at = parent;
        }
        return "";
    }

    private static int size(ForeignMessage message, Map<String, List<ForeignMessage>> children) {
        int size = 0;
        Deque<ForeignMessage> left = new ArrayDeque<>(List.of(message));
        while (!left.isEmpty()) {
            size++;
            left.addAll(children.getOrDefault(left.removeFirst().id(), List.of()));
        }
        return size;
    }

    /** Adds the messages that this one becomes, several when it is long; returns the last of them. */
    private ExportedMessage add(List<ExportedMessage> placed, Waiting one, int branch, Instant begun, LeftOut leftOut) {
        ForeignMessage message = one.message;
        String id = id(message.id());
        ExportedMessage parent = one.parent;
        Instant time = within(message.time(), parent == null ? begun : parent.createdAt());
        List<ExportedFile> files = files(message, id, leftOut);
        List<String> texts = message.fromUser() ? List.of(fitting(message.text(), id, files)) : pieces(message.text());
        for (int i = 0; i < texts.size(); i++) {
            ExportedMessage made = new ExportedMessage(
                    i == 0 ? id : id + "#" + (i + 1),
                    parent == null ? null : parent.id(),
                    placed.size() + 1L,
                    branch,
                    message.fromUser() ? MessageType.USER : MessageType.AGENT,
                    texts.get(i),
                    model(message),
                    0,
                    0,
                    time,
                    files.isEmpty() ? null : List.copyOf(files));
            placed.add(made);
            parent = made;
        }
        return Objects.requireNonNull(parent);
    }

    private static @Nullable ObjectNode model(ForeignMessage message) {
        String model = message.model();
        return model == null ? null : JsonNodeFactory.instance.objectNode().put("model", model);
    }

    private List<ExportedFile> files(ForeignMessage message, String id, LeftOut leftOut) {
        List<ExportedFile> files = new ArrayList<>();
        for (ForeignMessage.File file : message.files()) {
            if (!message.fromUser()
                    || files.size() + 1 >= limits.filesPerMessage
                    || file.text().isBlank()) {
                leftOut.add(LeftOut.FILES, 1);
            } else {
                files.add(file(id, files.size(), file.name(), file.text()));
            }
        }
        return files;
    }

    private static ExportedFile file(String messageId, int index, String name, String text) {
        String short255 = name.length() <= LONGEST_TITLE ? name : name.substring(name.length() - LONGEST_TITLE);
        return new ExportedFile(
                messageId + "/" + (index + 1), short255, "text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text of a user, or its beginning when the whole text has to become a file. */
    private String fitting(String text, String id, List<ExportedFile> files) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= limits.maxMessageBytes) {
            return text;
        }
        files.add(file(id, files.size(), "text.txt", text));
        return text.substring(0, end(text, 0, Math.min(BEGINNING, limits.maxMessageBytes / 4))) + "…";
    }

    private List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        do {
            int end = end(text, from, limits.maxReplyLength);
            pieces.add(text.substring(from, end));
            from = end;
        } while (from < text.length());
        return pieces;
    }

    /** Where a piece ends, so that no surrogate pair is split. */
    private static int end(String text, int from, int length) {
        int end = Math.min(text.length(), from + length);
        return end < text.length() && Character.isLowSurrogate(text.charAt(end)) ? end - 1 : end;
    }

    private Instant within(@Nullable Instant time, Instant other) {
        Instant chosen = time == null ? other : time.truncatedTo(ChronoUnit.MILLIS);
        return chosen.isAfter(now) ? now : chosen;
    }

    private Instant firstTime(ForeignConversation conversation) {
        return conversation.messages().stream()
                .map(ForeignMessage::time)
                .flatMap(Stream::ofNullable)
                .min(Instant::compareTo)
                .orElse(now);
    }

    private static @Nullable String title(@Nullable String title) {
        return title == null || title.length() <= LONGEST_TITLE
                ? title
                : title.substring(0, end(title, 0, LONGEST_TITLE));
    }

    /** The id itself if it has the form of ids that are kept here, else its hash. */
    private static String id(String foreign) {
        return foreign.matches("[\\x20-\\x7e]{1,200}") ? foreign : Sha256.hex(foreign);
    }
}
