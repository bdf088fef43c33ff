package de.lopezitwelt.agent.version;

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

/** One state of an agent's model and configuration; gone only with the agent. It never changes but to be published. */
@Entity
@Table(name = "agent_versions")
class AgentVersion {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "version_number")
    private long versionNumber;

    private String model;

    @Convert(converter = JsonText.class)
    @ColumnTransformer(read = "cast(config as char)")
    private JsonNode config;

    @Column(name = "created_by")
    private @Nullable String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "published_at")
    private @Nullable Instant publishedAt;

    @SuppressWarnings("NullAway") // for Hibernate
    protected AgentVersion() {}

    AgentVersion(
            String id,
            String agentId,
            long versionNumber,
            String model,
            JsonNode config,
            String createdBy,
            @Nullable Instant publishedAt) {
        this.id = id;
        this.agentId = agentId;
        this.versionNumber = versionNumber;
        this.model = model;
        this.config = config;
        this.createdBy = createdBy;
        this.createdAt = IdGenerator.timeOf(id);
        this.publishedAt = publishedAt;
    }

    String agentId() {
        return agentId;
    }

    long versionNumber() {
        return versionNumber;
    }

    String model() {
        return model;
    }

    JsonNode config() {
        return config;
    }

    /** Null when that person was erased. */
    @Nullable
    String createdBy() {
        return createdBy;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When it first replied; null while it never has. */
    @Nullable
    Instant publishedAt() {
        return publishedAt;
    }
}
