package de.lopezitwelt.chat.turn;

import org.jspecify.annotations.Nullable;

/** A locked session as one batch sees and changes it. */
final class SessionRow {
    final String id;
    final String userId;
    final String agentId;
    final @Nullable String organizationId;
    final @Nullable NewSession created;
    private final boolean active;
    private long version;
    private long lastPosition;
    private @Nullable String activeReplyId;
    private boolean changed;

    SessionRow(
            String id,
            String userId,
            String agentId,
            @Nullable String organizationId,
            boolean active,
            long version,
            long lastPosition,
            @Nullable String activeReplyId) {
        this.id = id;
        this.userId = userId;
        this.agentId = agentId;
        this.organizationId = organizationId;
        this.active = active;
        this.version = version;
        this.lastPosition = lastPosition;
        this.activeReplyId = activeReplyId;
        this.created = null;
    }

    SessionRow(String id, String userId, NewSession created) {
        this.id = id;
        this.userId = userId;
        this.agentId = created.agentId();
        this.organizationId = created.organizationId();
        this.created = created;
        this.active = true;
        this.changed = true;
    }

    boolean active() {
        return active;
    }

    boolean changed() {
        return changed;
    }

    long version() {
        return version;
    }

    long lastPosition() {
        return lastPosition;
    }

    @Nullable
    String activeReplyId() {
        return activeReplyId;
    }

    long nextVersion() {
        changed = true;
        return ++version;
    }

    long nextPosition() {
        changed = true;
        return ++lastPosition;
    }

    void replyUnderWay(@Nullable String replyId) {
        changed = true;
        activeReplyId = replyId;
    }
}
