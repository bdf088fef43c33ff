package de.lopezitwelt.orgbilling.member;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.contracts.organization.MembershipState;
import de.lopezitwelt.orgbilling.member.permission.Access;
import de.lopezitwelt.orgbilling.member.permission.MemberRoleText;
import de.lopezitwelt.orgbilling.member.permission.PermissionAdjustments;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.JsonText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A person's place in an organization. {@code version} is the organization's version at the last change. */
@Entity
@Table(name = "organization_members")
class OrganizationMember {
    @Id
    private String id;

    @Column(name = "organization_id")
    private String organizationId;

    @Column(name = "user_id")
    private String userId;

    @Convert(converter = MemberRoleText.class)
    private MemberRole role;

    @Convert(converter = JsonText.class)
    @ColumnTransformer(read = "cast(permissions as char)")
    private @Nullable JsonNode permissions;

    @Column(name = "joined_at")
    private Instant joinedAt;

    private long version;

    @SuppressWarnings("NullAway") // for Hibernate
    protected OrganizationMember() {}

    OrganizationMember(
            String id,
            String organizationId,
            String userId,
            MemberRole role,
            PermissionAdjustments adjustments,
            long version) {
        this.id = id;
        this.organizationId = organizationId;
        this.userId = userId;
        this.role = role;
        this.permissions = adjustments.column();
        this.joinedAt = IdGenerator.timeOf(id);
        this.version = version;
    }

    void change(MemberRole newRole, PermissionAdjustments adjustments, long newVersion) {
        this.role = newRole;
        this.permissions = adjustments.column();
        this.version = newVersion;
    }

    String id() {
        return id;
    }

    String organizationId() {
        return organizationId;
    }

    String userId() {
        return userId;
    }

    MemberRole role() {
        return role;
    }

    Instant joinedAt() {
        return joinedAt;
    }

    long version() {
        return version;
    }

    List<String> permissions() {
        return PermissionAdjustments.stored(permissions);
    }

    Access access() {
        return new Access(
                organizationId,
                userId,
                role,
                PermissionAdjustments.parse(permissions()).applyTo(role));
    }

    MembershipState state() {
        return new MembershipState(organizationId, userId, role, permissions());
    }

    String stateKey() {
        return organizationId + ":" + userId;
    }
}
