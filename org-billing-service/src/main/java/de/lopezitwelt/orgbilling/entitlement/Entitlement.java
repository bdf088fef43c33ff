package de.lopezitwelt.orgbilling.entitlement;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.column.JsonText;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.ColumnTransformer;
import org.jspecify.annotations.Nullable;

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

    /** Of the plans it was made from; null for a licensed agent. */
    private @Nullable String terms;

    @SuppressWarnings("NullAway") // for Hibernate
    protected Entitlement() {}

    Entitlement(String subjectKey, JsonNode state, @Nullable String terms) {
        this.subjectKey = subjectKey;
        this.state = state;
        this.terms = terms;
        this.version = 1;
    }

    void replace(JsonNode newState, @Nullable String newTerms) {
        this.state = newState;
        this.terms = newTerms;
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
