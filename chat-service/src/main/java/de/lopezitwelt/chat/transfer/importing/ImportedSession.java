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
        this.id = generator.nextTo(source.id());
        this.source = source;
        this.tree = tree;
        this.userId = userId;
        this.agentId = agentId;
        this.organizationId = organizationId;
        this.importedAt = importedAt;
        source.messages().forEach(message -> ids.put(message.id(), generator.nextTo(message.id())));
    }

    /** The id here; a message that was not imported keeps its original id. */
    @Nullable
    String idOf(@Nullable String originalId) {
        return originalId == null ? null : ids.getOrDefault(originalId, originalId);
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
