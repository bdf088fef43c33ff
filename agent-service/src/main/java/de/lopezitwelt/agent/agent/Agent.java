package de.lopezitwelt.agent.agent;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.agent.agent.content.AgentContent;
import de.lopezitwelt.agent.agent.content.AgentTypeText;
import de.lopezitwelt.agent.agent.content.AgentVisibilityText;
import de.lopezitwelt.contracts.agent.AgentState;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.agent.AgentVisibility;
import de.lopezitwelt.platform.persistence.DateTimes;
import de.lopezitwelt.platform.persistence.IdGenerator;
import de.lopezitwelt.platform.persistence.column.JsonText;
import de.lopezitwelt.platform.persistence.column.WireEnum;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

/** An agent in the version that replies. */
@Entity
@Table(name = "ai_agents")
public class Agent {
    @Id
    private String id;

    private String name;

    private @Nullable String description;

    @Convert(converter = AgentTypeText.class)
    private AgentType type;

    private String model;

    @Convert(converter = JsonText.class)
    @ColumnTransformer(read = "cast(config as char)")
    private JsonNode config;

    @Convert(converter = JsonText.class)
    @ColumnTransformer(read = "cast(capabilities as char)")
    private @Nullable JsonNode capabilities;

    @Column(name = "is_active")
    private boolean active;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Convert(converter = AgentVisibilityText.class)
    private AgentVisibility visibility;

    @Column(name = "organization_id")
    private @Nullable String organizationId;

    @Column(name = "version_number")
    private long versionNumber;

    @Column(name = "newest_version_number")
    private long newestVersionNumber;

    @Column(name = "offered_to")
    private @Nullable String offeredTo;

    @Column(name = "suspended_at")
    private @Nullable Instant suspendedAt;

    @Column(name = "deleting_at")
    private @Nullable Instant deletingAt;

    private long version;

    @SuppressWarnings("NullAway") // for Hibernate
    protected Agent() {}

    @SuppressWarnings("NullAway") // set by apply
    Agent(String id, AgentType type, String createdBy, AgentContent content, Instant now) {
        this.id = id;
        this.type = type;
        this.createdBy = createdBy;
        this.createdAt = IdGenerator.timeOf(id);
        this.active = true;
        this.versionNumber = 1;
        this.newestVersionNumber = 1;
        apply(content, now);
    }

    /** Reads the row, for work outside of Hibernate. */
    static Agent of(Row row) {
        var json = new JsonText();
        var agent = new Agent();
        agent.id = row.getString("id");
        agent.name = row.getString("name");
        agent.description = row.getString("description");
        agent.type = WireEnum.parse(AgentType.class, row.getString("type"));
        agent.model = row.getString("model");
        agent.config = requireNonNull(json.convertToEntityAttribute(row.getString("config")));
        agent.capabilities = json.convertToEntityAttribute(row.getString("capabilities"));
        agent.active = row.getBoolean("is_active");
        agent.createdBy = row.getString("created_by");
        agent.createdAt = DateTimes.instant(row.getLocalDateTime("created_at"));
        agent.updatedAt = DateTimes.instant(row.getLocalDateTime("updated_at"));
        agent.visibility = WireEnum.parse(AgentVisibility.class, row.getString("visibility"));
        agent.organizationId = row.getString("organization_id");
        agent.versionNumber = row.getLong("version_number");
        agent.newestVersionNumber = row.getLong("newest_version_number");
        agent.offeredTo = row.getString("offered_to");
        agent.suspendedAt = DateTimes.instantOrNull(row.getLocalDateTime("suspended_at"));
        agent.deletingAt = DateTimes.instantOrNull(row.getLocalDateTime("deleting_at"));
        agent.version = row.getLong("version");
        return agent;
    }

    /** True when model or configuration changed: then a new version begins, and it replies at once. */
    boolean change(AgentContent content, Instant now) {
        boolean newVersion = !model.equals(content.model()) || !config.equals(content.config());
        if (newVersion) {
            versionNumber = ++newestVersionNumber;
        }
        apply(content, now);
        return newVersion;
    }

    private void apply(AgentContent content, Instant now) {
        name = content.name();
        description = content.description();
        model = content.model();
        config = content.config();
        capabilities = json(content.capabilities());
        visibility = content.visibility();
        organizationId = de.lopezitwelt.platform.persistence.Id.textOf(content.organizationId());
        touch(now);
    }

    /** The number for a version that is prepared without replying yet. */
    public long prepareVersion(Instant now) {
        touch(now);
        return ++newestVersionNumber;
    }

    /** From now on this version replies, whether it is newer or older than the one before. */
    public void publish(long number, String versionModel, JsonNode versionConfig, Instant now) {
        versionNumber = number;
        model = versionModel;
        config = versionConfig;
        touch(now);
    }

    public void offer(@Nullable String userId, Instant now) {
        offeredTo = userId;
        touch(now);
    }

    /** The user to whom it was offered becomes its creator. */
    public void handOver(String userId, Instant now) {
        createdBy = userId;
        offeredTo = null;
        touch(now);
    }

    /** Its organization is gone: only the creator sees it now. */
    void leaveOrganization(Instant now) {
        visibility = AgentVisibility.PRIVATE;
        organizationId = null;
        touch(now);
    }

    void suspend(Instant now) {
        suspendedAt = now;
        touch(now);
    }

    void resume(Instant now) {
        suspendedAt = null;
        touch(now);
    }

    /** Nothing new can begin with it until it is deleted or the deletion is refused. */
    public void markDeleting(Instant now) {
        deletingAt = now;
        touch(now);
    }

    public void spare(Instant now) {
        deletingAt = null;
        touch(now);
    }

    private void touch(Instant now) {
        active = suspendedAt == null && deletingAt == null;
        updatedAt = now;
        version++;
    }

    public AgentContent content() {
        return new AgentContent(
                name,
                description,
                model,
                config,
                capabilities(),
                visibility,
                de.lopezitwelt.platform.persistence.Id.of(organizationId));
    }

    AgentState state() {
        return new AgentState(
                id,
                createdBy,
                name,
                type,
                model,
                config,
                capabilities,
                visibility,
                organizationId,
                active,
                versionNumber,
                version);
    }

    public String id() {
        return id;
    }

    public AgentType type() {
        return type;
    }

    public String createdBy() {
        return createdBy;
    }

    AgentVisibility visibility() {
        return visibility;
    }

    @Nullable
    public String organizationId() {
        return organizationId;
    }

    boolean active() {
        return active;
    }

    boolean suspended() {
        return suspendedAt != null;
    }

    public boolean deleting() {
        return deletingAt != null;
    }

    public long versionNumber() {
        return versionNumber;
    }

    long newestVersionNumber() {
        return newestVersionNumber;
    }

    @Nullable
    public String offeredTo() {
        return offeredTo;
    }

    public long version() {
        return version;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    @Nullable
    List<String> capabilities() {
        return capabilities == null
                ? null
                : StreamSupport.stream(capabilities.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
    }

    private static @Nullable JsonNode json(@Nullable List<String> labels) {
        if (labels == null) {
            return null;
        }
        var list = JsonNodeFactory.instance.arrayNode();
        labels.forEach(list::add);
        return list;
    }
}
