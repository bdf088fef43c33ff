package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.attachment.config.AttachmentConfig;
import de.lopezitwelt.chat.branch.BranchPath;
import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.reply.ReplyConfig;
import de.lopezitwelt.chat.session.Metadata;
import de.lopezitwelt.chat.transfer.document.ExportDocument;
import de.lopezitwelt.chat.transfer.document.ExportedFeedback;
import de.lopezitwelt.chat.transfer.document.ExportedFile;
import de.lopezitwelt.chat.transfer.document.ExportedMessage;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.web.problem.ProblemException;
import de.lopezitwelt.platform.web.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks a session of an import and reconstructs its branches from the parents of its messages. */
final class ImportPolicy {
    private static final int MAX_VIOLATIONS = 20;

    /** Ids of other systems have any form; sessions get new ids here. */
    private static final Pattern ID = Pattern.compile("[\\x20-\\x7e]{1,255}");

    private static final String AN_ID = "must be 1 to 255 characters of ASCII";

    /** Clocks differ between installations. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private final ReplyConfig limits;
    private final AttachmentConfig attachments;
    private final Instant latest;
    private final List<Violation> violations = new ArrayList<>();

    ImportPolicy(ReplyConfig limits, AttachmentConfig attachments, Instant now) {
        this.limits = limits;
        this.attachments = attachments;
        this.latest = now.plus(SKEW);
    }

    /**
     * A session's tree.
     *
     * @param forks by branch, from 1 on
     * @param leafId the last message of the active branch; null without messages
     */
    record Tree(List<Fork> forks, @Nullable String leafId) {}

    /** @throws ProblemException 400 with fields and reasons when anything is wrong */
    void finish() {
        if (!violations.isEmpty()) {
            throw ProblemException.invalid(violations.subList(0, Math.min(MAX_VIOLATIONS, violations.size())));
        }
    }

    void refuse(String field, String reason) {
        violations.add(new Violation(field, reason));
    }

    Tree tree(ExportedSession session, String field) {
        checkId(session.id(), session.createdAt(), field);
        checkTimes(session, field);
        checkNumbers(session, field);
        Metadata.check(session.metadata(), field + ".metadata", this::refuse);
        List<BranchPath> paths = new ArrayList<>(List.of(BranchPath.TRUNK));
        List<Fork> forks = new ArrayList<>();
        List<@Nullable String> leaves = new ArrayList<>();
        leaves.add(null);
        Map<String, ExportedMessage> known = new HashMap<>();
        long position = 0;
        for (int i = 0; i < session.messages().size(); i++) {
            ExportedMessage message = session.messages().get(i);
            String place = field + ".messages[" + i + "]";
            check(message, place);
            if (message.position() <= position || message.position() > Integer.MAX_VALUE) {
                refuse(place + ".position", "must rise from message to message");
            }
            position = message.position();
            if (message.branch() == paths.size() && paths.size() > limits.maxBranches()) {
                refuse(place + ".branch", "must not be more than " + limits.maxBranches() + " beside the first");
                return new Tree(forks, null);
            } else if (message.branch() == paths.size()) {
                Fork fork = fork(message.parentId(), known, paths);
                forks.add(fork);
                paths.add(BranchPath.of(message.branch(), fork.path().json()));
                leaves.add(null);
            } else if (message.branch() > paths.size()) {
                refuse(place + ".branch", "must be a branch that has begun, or the next one");
                return new Tree(forks, null);
            } else if (leaves.get(message.branch()) != null
                    && !leaves.get(message.branch()).equals(message.parentId())) {
                refuse(place + ".parent_id", "must be the last message of the branch");
            }
            leaves.set(message.branch(), message.id());
            if (known.put(message.id(), message) != null) {
                refuse(place + ".id", "is there twice");
            }
        }
        if (session.activeBranch() >= leaves.size()) {
            refuse(field + ".active_branch", "must be one of the branches");
            return new Tree(forks, null);
        }
        return new Tree(forks, leaves.get(session.activeBranch()));
    }

    /** Retention may have removed the parent; the branch then begins at the beginning. */
    private static Fork fork(@Nullable String parentId, Map<String, ExportedMessage> known, List<BranchPath> paths) {
        ExportedMessage parent = parentId == null ? null : known.get(parentId);
        return new Fork(
                parentId,
                parent == null
                        ? BranchPath.NOTHING
                        : paths.get(parent.branch()).upTo(parent.branch(), parent.position()));
    }

    private void checkTimes(ExportedSession session, String field) {
        checkTime(session.startedAt(), field + ".started_at");
        checkTime(session.endedAt(), field + ".ended_at");
        checkTime(session.updatedAt(), field + ".updated_at");
        ExportedFeedback feedback = session.feedback();
        if (feedback != null) {
            checkTime(feedback.createdAt(), field + ".feedback.created_at");
            checkTime(feedback.updatedAt(), field + ".feedback.updated_at");
        }
    }

    private void checkTime(@Nullable Instant time, String place) {
        if (time != null && (time.isBefore(Instant.EPOCH) || time.isAfter(latest))) {
            refuse(place, "must be between 1970 and now");
        }
    }

    /** Refuses numbers whose sum over the session would exceed 32 bits. */
    private void checkNumbers(ExportedSession session, String field) {
        long tokens = session.messages().stream()
                .mapToLong(ExportedMessage::tokensUsed)
                .sum();
        long millis = session.messages().stream()
                .mapToLong(ExportedMessage::processingTimeMs)
                .sum();
        if (tokens > Integer.MAX_VALUE) {
            refuse(field + ".messages", "must not have used more than " + Integer.MAX_VALUE + " tokens together");
        }
        if (millis > Integer.MAX_VALUE) {
            refuse(field + ".messages", "must not have taken more than " + Integer.MAX_VALUE + " ms together");
        }
    }

    private void check(ExportedMessage message, String place) {
        checkId(message.id(), message.createdAt(), place);
        if (message.type() != MessageType.AGENT) {
            Metadata.check(message.metadata(), place + ".metadata", this::refuse);
        }
        String parentId = message.parentId();
        if (parentId != null && !ID.matcher(parentId).matches()) {
            refuse(place + ".parent_id", AN_ID);
        }
        checkFiles(message, place);
        String content = message.content();
        if (message.type() == MessageType.AGENT && content.length() > limits.maxReplyLength()) {
            refuse(place + ".content", "must not be longer than " + limits.maxReplyLength() + " characters");
        } else if (message.type() != MessageType.AGENT
                && content.getBytes(StandardCharsets.UTF_8).length > limits.maxMessageBytes()) {
            refuse(place + ".content", "must not be longer than " + limits.maxMessageBytes() + " bytes of UTF-8");
        }
    }

    private void checkFiles(ExportedMessage message, String place) {
        if (message.type() != MessageType.USER && !message.files().isEmpty()) {
            refuse(place + ".attachments", "belong to messages of the user");
        }
        if (message.files().size() > attachments.perMessage()) {
            refuse(place + ".attachments", "must not be more than " + attachments.perMessage());
        }
        for (int i = 0; i < message.files().size(); i++) {
            if (!ID.matcher(message.files().get(i).id()).matches()) {
                refuse(place + ".attachments[" + i + "].id", AN_ID);
            }
        }
    }

    /** Checks the limits of a user's files, without regard to the files that they have already. */
    private void checkFiles(ExportDocument document) {
        List<ExportedFile> files = document.sessions().stream()
                .flatMap(session -> session.messages().stream())
                .flatMap(message -> message.files().stream())
                .toList();
        long bytes = files.stream().mapToLong(file -> file.content().length).sum();
        long most = attachments.bytesPerUser().asLongValue();
        if (files.size() > attachments.perUser() || bytes > most) {
            refuse("sessions", "must not hold more than " + attachments.perUser() + " files of " + most + " bytes");
        }
    }

    private void checkId(String id, Instant createdAt, String place) {
        if (!ID.matcher(id).matches()) {
            refuse(place + ".id", AN_ID);
        }
        checkTime(createdAt, place + ".created_at");
    }

    void checkDocument(ExportDocument document, int maxSessions, int maxMessages) {
        if (!document.format().equals(ExportDocument.FORMAT)) {
            refuse("format", "must be " + ExportDocument.FORMAT);
        }
        if (document.version() < ExportDocument.OLDEST_VERSION || document.version() > ExportDocument.VERSION) {
            refuse("version", "must be " + ExportDocument.OLDEST_VERSION + " or " + ExportDocument.VERSION);
        }
        if (document.sessions().size() > maxSessions) {
            refuse("sessions", "must not be more than " + maxSessions);
        }
        long messages = document.sessions().stream()
                .mapToLong(session -> session.messages().size())
                .sum();
        if (messages > maxMessages) {
            refuse("sessions", "must not hold more than " + maxMessages + " messages");
        }
        checkFiles(document);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < document.sessions().size(); i++) {
            if (!ids.add(document.sessions().get(i).id())) {
                refuse("sessions[" + i + "].id", "is there twice");
            }
        }
        finish();
    }
}
