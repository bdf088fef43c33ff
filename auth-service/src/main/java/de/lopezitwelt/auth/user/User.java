package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.token.access.NotBefore;
import de.lopezitwelt.auth.user.record.NewAccount;
import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.user.UserRole;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An account. {@code version} is the aggregate's: every change of state raises it by one and tells an event. */
@Entity
@Table(name = "users")
class User {
    @Id
    private String id;

    @Column(name = "email", nullable = false)
    private String email;

    @Column(name = "password_hash", nullable = false)
    private String passwordHash;

    @Column(name = "name", nullable = false)
    private String name;

    @Column(name = "role", nullable = false)
    @Convert(converter = UserRoleConverter.class)
    private UserRole role;

    @Column(name = "is_active", nullable = false)
    private boolean active;

    @Column(name = "email_verified", nullable = false)
    private boolean emailVerified;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at", nullable = false)
    private Instant updatedAt;

    /** Written by the sign-in alone. */
    @Column(name = "last_login_at", insertable = false, updatable = false)
    private @Nullable Instant lastLoginAt;

    @Column(name = "not_before")
    private @Nullable Instant notBefore;

    @Column(name = "erasing_since")
    private @Nullable Instant erasingSince;

    @Column(name = "version", nullable = false)
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected User() {}

    User(String id, NewAccount account, UserRole role, Instant createdAt) {
        this.id = id;
        this.email = account.email().normalised();
        this.passwordHash = account.passwordHash();
        this.name = account.name();
        this.role = role;
        this.active = true;
        this.emailVerified = account.emailVerified();
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
        this.version = 1;
    }

    void rename(String newName, Instant now) {
        name = newName;
        change(now);
    }

    void changePassword(String newHash, Instant now) {
        passwordHash = newHash;
        endTokens(now);
    }

    void changeRole(UserRole newRole, Instant now) {
        role = newRole;
        endTokens(now);
    }

    void deactivate(Instant now) {
        active = false;
        endTokens(now);
    }

    void activate(Instant now) {
        active = true;
        change(now);
    }

    void verifyEmail(Instant now) {
        emailVerified = true;
        change(now);
    }

    void endTokens(Instant now) {
        notBefore = NotBefore.after(now, notBefore);
        change(now);
    }

    /** Off at once, and for good unless somebody refuses. */
    void markErasing(Instant now) {
        active = false;
        erasingSince = now;
        endTokens(now);
    }

    /** After a restore the others may have seen later versions than this row knows: from here on ours are later still. */
    void outrunLostVersions(Instant now) {
        version = Math.max(version, now.toEpochMilli());
    }

    private void change(Instant now) {
        updatedAt = now;
        version++;
    }

    boolean hasPasswordHash(String hash) {
        return passwordHash.equals(hash);
    }

    String passwordHash() {
        return passwordHash;
    }

    UserRole role() {
        return role;
    }

    boolean isErasing() {
        return erasingSince != null;
    }

    boolean isActive() {
        return active;
    }

    boolean isEmailVerified() {
        return emailVerified;
    }

    UserRecord toRecord() {
        return new UserRecord(
                id,
                email,
                name,
                role,
                active,
                emailVerified,
                createdAt,
                updatedAt,
                lastLoginAt,
                notBefore,
                version,
                isErasing());
    }
}
