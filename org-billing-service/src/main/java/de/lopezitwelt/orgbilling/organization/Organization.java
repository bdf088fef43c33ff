package de.lopezitwelt.orgbilling.organization;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.organization.MemberRole;
import de.lopezitwelt.orgbilling.organization.settings.OrganizationSettings;
import de.lopezitwelt.orgbilling.tenant.OrganizationRow;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.JsonText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** A tenant. Its version counts its own events and those of its members and licences. */
@Entity
@Table(name = "organizations")
class Organization implements OrganizationRow {
    @Id
    private String id;

    private String name;

    private @Nullable String description;

    private @Nullable String domain;

    /** The domain once more, when it is proven: the unique key is on this column. */
    @Column(name = "verified_domain")
    private @Nullable String verifiedDomain;

    @Column(name = "domain_verified_at")
    private @Nullable Instant domainVerifiedAt;

    @Convert(converter = JsonText.class)
    @ColumnTransformer(read = "cast(settings as char)")
    private @Nullable JsonNode settings;

    @Column(name = "is_active")
    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    private long version;

    @SuppressWarnings("NullAway") // for Hibernate
    protected Organization() {}

    Organization(String id, OrganizationEdit content, Instant now) {
        this.id = id;
        this.createdAt = IdGenerator.timeOf(id);
        this.name = content.name();
        change(content, now);
    }

    void change(OrganizationEdit content, Instant now) {
        this.name = content.name();
        this.description = content.description();
        this.domain = content.domain();
        this.settings = content.settings();
        this.active = !Boolean.FALSE.equals(content.isActive());
        this.updatedAt = now;
        if (!Objects.equals(verifiedDomain, domain)) {
            verifiedDomain = null;
            domainVerifiedAt = null;
        }
    }

    /** The domain whose people become members by themselves; null when nobody does. */
    @Nullable
    String openDomain() {
        return OrganizationSettings.autoJoin(settings) ? verifiedDomain : null;
    }

    /** Its domain has been proven. */
    void verifyDomain(Instant now) {
        verifiedDomain = domain;
        domainVerifiedAt = now;
        updatedAt = now;
    }

    /** Its domain has been proven by another organization. */
    void loseDomain(Instant now) {
        verifiedDomain = null;
        domainVerifiedAt = null;
        updatedAt = now;
    }

    @Override
    public long raiseVersion() {
        version++;
        return version;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public MemberRole defaultMemberRole() {
        return OrganizationSettings.defaultMemberRole(settings);
    }

    OrganizationEdit content() {
        return new OrganizationEdit(name, description, domain, settings, active);
    }

    String name() {
        return name;
    }

    @Nullable
    String description() {
        return description;
    }

    @Nullable
    String domain() {
        return domain;
    }

    /** Null until the domain is proven. */
    @Nullable
    Instant domainVerifiedAt() {
        return domainVerifiedAt;
    }

    @Nullable
    JsonNode settings() {
        return settings;
    }

    boolean active() {
        return active;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    long version() {
        return version;
    }
}
