package de.lopezitwelt.auth.apikey;

import de.lopezitwelt.auth.apikey.grant.Grant;
import de.lopezitwelt.auth.apikey.grant.ScopesColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A key for programs. {@code permissions} is for lists; the sealed copy is authoritative. */
@Entity
@Table(name = "api_keys")
class ApiKey {
    @Id
    private String id;

    @Column(name = "user_id", nullable = false, updatable = false)
    private String userId;

    @Column(name = "organization_id", updatable = false)
    private @Nullable String organizationId;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "key_hash", nullable = false, updatable = false)
    private String keyHash;

    @Column(name = "key_hint", nullable = false, updatable = false)
    private String keyHint;

    @Column(name = "permissions", updatable = false)
    @Convert(converter = ScopesColumn.class)
    @ColumnTransformer(read = "CAST(permissions AS CHAR)")
    private List<String> permissions;

    @Column(name = "encrypted_permissions")
    private byte[] sealedGrant;

    @Column(name = "is_active", nullable = false)
    private boolean active;

    /** Written in batches by {@link LastUsedKeys} alone. */
    @Column(name = "last_used_at", insertable = false, updatable = false)
    private @Nullable Instant lastUsedAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Column(name = "replaced_by")
    private @Nullable String replacedBy;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    @Column(name = "version", nullable = false)
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected ApiKey() {}

    ApiKey(String id, String name, Grant grant, byte[] sealedGrant, String keyHash, String keyHint, Instant createdAt) {
        this.id = id;
        this.userId = grant.userId();
        this.organizationId = grant.organizationId();
        this.name = name;
        this.keyHash = keyHash;
        this.keyHint = keyHint;
        this.permissions = grant.permissions();
        this.sealedGrant = sealedGrant.clone();
        this.active = true;
        this.expiresAt = grant.expiresAt();
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.version = 1;
    }

    void rename(String newName, Instant now) {
        name = newName;
        updatedAt = now;
        version++;
    }

    void revoke(Instant now) {
        active = false;
        updatedAt = now;
        version++;
    }

    /** Hands over to a successor; works on until the seal says. */
    void retire(String successorId, Instant lastMoment, byte[] newSeal, Instant now) {
        replacedBy = successorId;
        expiresAt = lastMoment;
        sealedGrant = newSeal.clone();
        updatedAt = now;
        version++;
    }

    boolean isReplaced() {
        return replacedBy != null;
    }

    String name() {
        return name;
    }

    Grant grant() {
        return new Grant(userId, organizationId, permissions, expiresAt);
    }

    long version() {
        return version;
    }

    ApiKeyView toView() {
        return new ApiKeyView(
                id,
                name,
                keyHint,
                List.copyOf(permissions),
                organizationId,
                createdAt,
                updatedAt,
                expiresAt,
                lastUsedAt,
                replacedBy,
                version);
    }
}
