package de.lopezitwelt.orgbilling.invitation;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.orgbilling.member.permission.MemberRoleText;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.JsonText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** An offer to become a member, to a user or to an e-mail address. It is kept until it expires, whatever becomes of it. */
@Entity
@Table(name = "organization_invitations")
class Invitation {
    static final Duration LIFE = Duration.ofDays(7);

    @Id
    private String id;

    @Column(name = "organization_id")
    private String organizationId;

    private @Nullable String email;

    @Column(name = "user_id")
    private @Nullable String userId;

    @Convert(converter = MemberRoleText.class)
    private MemberRole role;

    @Convert(converter = JsonText.class)
    @ColumnTransformer(read = "cast(permissions as char)")
    private @Nullable JsonNode permissions;

    @Column(name = "invited_by")
    private String invitedBy;

    private @Nullable String language;

    @Convert(converter = InvitationStatusText.class)
    private InvitationStatus status;

    /** Whom it is for, while it is pending: the unique key is on this column and the organization. */
    @Column(name = "open_for")
    private @Nullable String openFor;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    /** Null until auth has taken the mail. */
    @Column(name = "mailed_at")
    private @Nullable Instant mailedAt;

    @Column(name = "answered_by")
    private @Nullable String answeredBy;

    @SuppressWarnings("NullAway") // for Hibernate
    protected Invitation() {}

    Invitation(
            String id,
            String organizationId,
            Invitee invitee,
            MemberRole role,
            PermissionAdjustments adjustments,
            String invitedBy,
            @Nullable String language) {
        this.id = id;
        this.organizationId = organizationId;
        this.email = invitee.email();
        this.userId = invitee.userId();
        this.role = role;
        this.permissions = adjustments.column();
        this.invitedBy = invitedBy;
        this.language = language;
        this.status = InvitationStatus.PENDING;
        this.openFor = invitee.key();
        this.createdAt = IdGenerator.timeOf(id);
        this.expiresAt = createdAt.plus(LIFE);
    }

    void accept(String user) {
        end(InvitationStatus.ACCEPTED, user);
    }

    void decline(String user) {
        end(InvitationStatus.DECLINED, user);
    }

    void revoke() {
        end(InvitationStatus.REVOKED, null);
    }

    private void end(InvitationStatus ended, @Nullable String user) {
        status = ended;
        answeredBy = user;
        openFor = null;
    }

    /** Lives for its whole life again, and waits for another mail. */
    void sendAgain(Instant now) {
        expiresAt = now.plus(LIFE);
        mailedAt = null;
    }

    void mailed(Instant now) {
        mailedAt = now;
    }

    InvitationStatus status(Instant now) {
        return status == InvitationStatus.PENDING && !now.isBefore(expiresAt) ? InvitationStatus.EXPIRED : status;
    }

    /** Whether it is for this person. @param verifiedEmail null when they have none */
    boolean isFor(String user, @Nullable String verifiedEmail) {
        return user.equals(userId) || email != null && email.equals(verifiedEmail);
    }

    String id() {
        return id;
    }

    String organizationId() {
        return organizationId;
    }

    @Nullable
    String email() {
        return email;
    }

    @Nullable
    String userId() {
        return userId;
    }

    MemberRole role() {
        return role;
    }

    List<String> permissions() {
        return PermissionAdjustments.stored(permissions);
    }

    String invitedBy() {
        return invitedBy;
    }

    @Nullable
    String language() {
        return language;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    @Nullable
    Instant mailedAt() {
        return mailedAt;
    }
}
