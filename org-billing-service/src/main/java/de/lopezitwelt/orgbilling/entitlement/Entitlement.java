package de.lopezitwelt.orgbilling.entitlement;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.column.JsonText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;

/** The last snapshot published for a subject; its version outlives the subscriptions it came from. */
@Entity
@Table(name = "entitlements")
class Entitlement {
    /** {@code <subject type>:<subject id>}, as on the state topic. */
    @Id
    @Column(name = "subject_key")
    private String subjectKey;

    @Convert(converter = JsonText.class)
    @ColumnTransformer(read = "cast(state as char)")
    private JsonNode state;

    private long version;

    @SuppressWarnings("NullAway") // for Hibernate
    protected Entitlement() {}

    Entitlement(String subjectKey, JsonNode state) {
        this.subjectKey = subjectKey;
        this.state = state;
        this.version = 1;
    }

    void replace(JsonNode newState) {
        this.state = newState;
        this.version++;
    }

    String subjectKey() {
        return subjectKey;
    }

    JsonNode state() {
        return state;
    }

    long version() {
        return version;
    }
}
