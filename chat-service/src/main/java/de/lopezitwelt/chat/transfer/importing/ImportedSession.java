package de.lopezitwelt.chat.transfer.importing;

import de.lopezitwelt.chat.branch.Fork;
import de.lopezitwelt.chat.transfer.document.ExportedMessage;
import de.lopezitwelt.chat.transfer.document.ExportedSession;
import de.lopezitwelt.platform.persistence.IdGenerator;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A session of an import with its new ids. They keep the times and the order of the original ids, which may exist
 * already: another user or an earlier import may hold those rows.
 */
final class ImportedSession {
    final String id;
    final ExportedSession source;
    final String userId;
    final String agentId;
    final @Nullable String organizationId;
    final Instant importedAt;
    private final ImportPolicy.Tree tree;
    private final Map<String, String> ids = new HashMap<>();

    ImportedSession(
            ExportedSession source,
            ImportPolicy.Tree tree,
            String userId,
            String agentId,
            @Nullable String organizationId,
            Instant importedAt,
            IdGenerator generator) {
        this.id = here(source.id(), source.createdAt(), 0, generator);
        this.source = source.at(IdGenerator.timeOf(id));
        this.tree = tree;
        this.userId = userId;
        this.agentId = agentId;
        this.organizationId = organizationId;
        this.importedAt = importedAt;
        List<ExportedMessage> messages = source.messages();
        for (int i = 0; i < messages.size(); i++) {
            ExportedMessage message = messages.get(i);
            ids.put(message.id(), here(message.id(), message.createdAt(), i, generator));
        }
    }

    /** A new id that sorts like the original one if that has the form of ids here, and by its time otherwise. */
    private static String here(String originalId, Instant createdAt, int order, IdGenerator generator) {
        boolean ours = IdGenerator.isValid(originalId)
                && IdGenerator.timeOf(originalId).equals(createdAt);
        return ours ? generator.nextTo(originalId) : generator.nextAt(createdAt, order);
    }

    /** The id here; a message that was not imported keeps its original id, if it has the form of ids here. */
    @Nullable
    String idOf(@Nullable String originalId) {
        if (originalId == null) {
            return null;
        }
        String id = ids.get(originalId);
        return id == null && IdGenerator.isValid(originalId) ? originalId : id;
    }

    @Nullable
    String leafId() {
        return idOf(tree.leafId());
    }

    List<Fork> forks() {
        return tree.forks();
    }

    long lastPosition() {
        List<ExportedMessage> messages = source.messages();
        return messages.isEmpty() ? 0 : messages.getLast().position();
    }
}
