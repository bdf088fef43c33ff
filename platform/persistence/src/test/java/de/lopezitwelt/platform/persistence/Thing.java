package de.lopezitwelt.platform.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "things")
class Thing {
    @Id
    @Nullable
    String id;

    @Column(name = "created_at")
    @Nullable
    Instant createdAt;
}
