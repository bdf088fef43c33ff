package de.lopezitwelt.chat.turn.decide;

import de.lopezitwelt.chat.turn.command.MessageDraft;
import de.lopezitwelt.chat.turn.command.NewSession;
import de.lopezitwelt.chat.turn.command.StoredMessage;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A locked session as one batch reads and changes it. */
public final class SessionRow {
    public final String id;
    public final String userId;
    public final String agentId;
    public final @Nullable String organizationId;
    public final @Nullable NewSession created;
    private final boolean active;
    private long version;
    private long lastPosition;
    private @Nullable String activeReplyId;
    private int activeBranch;
    private int branchCount;
    private @Nullable String leafId;
    private @Nullable String continuation;
    private boolean untitled;
    private @Nullable String title;
    private boolean changed;

    public SessionRow(
            String id,
            String userId,
            String agentId,
            @Nullable String organizationId,
            boolean active,
            long version,
            long lastPosition,
            @Nullable String activeReplyId,
            int activeBranch,
            int branchCount,
            @Nullable String leafId,
            @Nullable String continuation,
            boolean untitled) {
        this.id = id;
        this.userId = userId;
        this.agentId = agentId;
        this.organizationId = organizationId;
        this.active = active;
        this.version = version;
        this.lastPosition = lastPosition;
        this.activeReplyId = activeReplyId;
        this.activeBranch = activeBranch;
        this.branchCount = branchCount;
        this.leafId = leafId;
        this.continuation = continuation;
        this.untitled = untitled;
        this.created = null;
    }

    public SessionRow(String id, String userId, NewSession created) {
        this.id = id;
        this.userId = userId;
        this.agentId = created.agentId();
        this.organizationId = created.organizationId();
        this.created = created;
        this.active = true;
        this.branchCount = 1;
        this.title = created.title();
        this.untitled = title == null;
        this.changed = true;
    }

    boolean active() {
        return active;
    }

    boolean changed() {
        return changed;
    }

    public long version() {
        return version;
    }

    public long lastPosition() {
        return lastPosition;
    }

    public @Nullable String activeReplyId() {
        return activeReplyId;
    }

    public int activeBranch() {
        return activeBranch;
    }

    public int branchCount() {
        return branchCount;
    }

    /** The last message of the active branch; null before the first. */
    public @Nullable String leafId() {
        return leafId;
    }

    /** The hash that finds the session when its client resends the conversation; null for other clients. */
    public @Nullable String continuation() {
        return continuation;
    }

    void continuation(@Nullable String other) {
        changed |= !Objects.equals(continuation, other);
        continuation = other;
    }

    /** Null unless this batch sets one. */
    public @Nullable String title() {
        return title;
    }

    /** Sets a title if the session has none. Returns whether it was set. */
    boolean suggestTitle(@Nullable String suggested) {
        if (!untitled || suggested == null) {
            return false;
        }
        title = suggested;
        untitled = false;
        return true;
    }

    /** Opens the next branch after that message and makes it the active one. */
    int fork(@Nullable String parentId) {
        changed = true;
        activeBranch = branchCount++;
        leafId = parentId;
        return activeBranch;
    }

    /** Assigns the next message its place. */
    StoredMessage next(MessageDraft draft) {
        StoredMessage message = new StoredMessage(draft, id, nextPosition(), leafId, activeBranch);
        leafId = draft.id();
        return message;
    }

    long nextVersion() {
        changed = true;
        return ++version;
    }

    private long nextPosition() {
        changed = true;
        return ++lastPosition;
    }

    void replyUnderWay(@Nullable String replyId) {
        changed = true;
        activeReplyId = replyId;
    }
}
