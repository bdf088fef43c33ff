package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.auth.user.UserRoleConverter;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.kernel.email.EmailAddress;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An invitation to register with one e-mail address. */
@Entity
@Table(name = "invitations")
class Invitation {
    @Id
    private String id;

    @Column(name = "email", nullable = false, updatable = false)
    private String email;

    @Column(name = "role", nullable = false, updatable = false)
    @Convert(converter = UserRoleConverter.class)
    private UserRole role;

    @Column(name = "invited_by", updatable = false)
    private @Nullable String invitedBy;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @Column(name = "revoked_at")
    private @Nullable Instant revokedAt;

    @Column(name = "accepted_at")
    private @Nullable Instant acceptedAt;

    @Column(name = "accepted_by")
    private @Nullable String acceptedBy;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected Invitation() {}

    Invitation(
            String id,
            EmailAddress email,
            UserRole role,
            @Nullable String invitedBy,
            Instant createdAt,
            Instant expiresAt) {
        this.id = id;
        this.email = email.normalised();
        this.role = role;
        this.invitedBy = invitedBy;
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    String id() {
        return id;
    }

    UserRole role() {
        return role;
    }

    boolean isFor(EmailAddress other) {
        return email.equals(other.normalised());
    }

    InvitationStatus status(Instant now) {
        if (acceptedAt != null) {
            return InvitationStatus.ACCEPTED;
        }
        if (revokedAt != null) {
            return InvitationStatus.REVOKED;
        }
        return now.isBefore(expiresAt) ? InvitationStatus.PENDING : InvitationStatus.EXPIRED;
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    void accept(String userId, Instant now) {
        acceptedAt = now;
        acceptedBy = userId;
    }

    InvitationView toView(Instant now) {
        return new InvitationView(id, email, role, status(now), invitedBy, createdAt, expiresAt, acceptedBy);
    }
}
