package de.lopezitwelt.orgbilling.enterpriseagent;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.JsonText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** An agent licensed to an organization. {@code version} is the organization's version at the last change. */
@Entity
@Table(name = "enterprise_agents")
class EnterpriseAgent {
    @Id
    private String id;

    @Column(name = "organization_id")
    private String organizationId;

    @Column(name = "agent_id")
    private String agentId;

    @Convert(converter = JsonText.class)
    @Column(name = "custom_config")
    @ColumnTransformer(read = "cast(custom_config as char)")
    private @Nullable JsonNode customConfig;

    @Convert(converter = JsonText.class)
    @Column(name = "usage_limits")
    @ColumnTransformer(read = "cast(usage_limits as char)")
    private @Nullable JsonNode usageLimits;

    @Column(name = "is_active")
    private boolean active;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    private long version;

    @SuppressWarnings("NullAway") // for Hibernate
    protected EnterpriseAgent() {}

    EnterpriseAgent(String id, String organizationId, String agentId, Instant now) {
        this.id = id;
        this.organizationId = organizationId;
        this.agentId = agentId;
        this.active = true;
        this.createdAt = IdGenerator.timeOf(id);
        this.updatedAt = now;
    }

    void change(
            @Nullable JsonNode newConfig,
            @Nullable JsonNode newLimits,
            boolean nowActive,
            long newVersion,
            Instant now) {
        this.customConfig = newConfig;
        this.usageLimits = newLimits;
        this.active = nowActive;
        this.version = newVersion;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    String organizationId() {
        return organizationId;
    }

    String agentId() {
        return agentId;
    }

    @Nullable
    JsonNode customConfig() {
        return customConfig;
    }

    @Nullable
    JsonNode usageLimits() {
        return usageLimits;
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
