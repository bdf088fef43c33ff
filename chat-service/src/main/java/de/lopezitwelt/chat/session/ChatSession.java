package de.lopezitwelt.chat.session;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.chat.session.read.SessionFacts;
import de.lopezitwelt.chat.session.read.SessionStatus;
import de.lopezitwelt.chat.session.read.SessionStatusConverter;
import de.lopezitwelt.chat.session.read.SessionView;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code chat_sessions}. Its version is the aggregate's, raised once per event under the row lock; turns raise
 * it too, without Hibernate.
 */
@Entity
@DynamicUpdate
@Table(name = "chat_sessions")
class ChatSession {
    @Id
    String id;

    @Column(name = "user_id", nullable = false, updatable = false)
    String userId;

    /** {@link SessionFacts#NO_AGENT} until the session gets one. */
    @Column(name = "agent_id", nullable = false)
    String agentId;

    @Column(name = "organization_id", updatable = false)
    @Nullable
    String organizationId;

    @Column(name = "agent_version", updatable = false)
    @Nullable
    Long agentVersion;

    @Column(name = "title")
    @Nullable
    String title;

    /** Whether a person has set the title. A model then never replaces it. */
    @Column(name = "own_title")
    boolean ownTitle;

    @Convert(converter = SessionStatusConverter.class)
    @Column(name = "status")
    SessionStatus status;

    @JdbcTypeCode(SqlTypes.JSON)
    @Column(name = "metadata")
    @Nullable
    JsonNode metadata;

    @Column(name = "started_at", updatable = false)
    Instant startedAt;

    @Column(name = "ended_at")
    @Nullable
    Instant endedAt;

    @Column(name = "created_at", updatable = false)
    Instant createdAt;

    @Column(name = "updated_at")
    Instant updatedAt;

    @Column(name = "version")
    long version;

    @Column(name = "last_position", insertable = false, updatable = false)
    int lastPosition;

    @Column(name = "active_reply_id", insertable = false, updatable = false)
    @Nullable
    String activeReplyId;

    @Column(name = "active_branch", insertable = false, updatable = false)
    int activeBranch;

    @Column(name = "branch_count", insertable = false, updatable = false)
    int branchCount = 1;

    @Column(name = "leaf_id", insertable = false, updatable = false)
    @Nullable
    String leafId;

    @Column(name = "imported_at", insertable = false, updatable = false)
    @Nullable
    Instant importedAt;

    /** An import counts as a use. */
    boolean isIdleSince(Instant time) {
        return updatedAt.isBefore(time) && (importedAt == null || importedAt.isBefore(time));
    }

    long nextVersion() {
        return ++version;
    }

    SessionView view() {
        return new SessionView(
                id,
                userId,
                agentId,
                organizationId,
                agentVersion,
                title,
                status,
                metadata == null ? null : metadata.toString(),
                lastPosition,
                activeReplyId,
                activeBranch,
                branchCount,
                leafId,
                startedAt,
                endedAt,
                createdAt,
                updatedAt,
                importedAt,
                version);
    }
}
