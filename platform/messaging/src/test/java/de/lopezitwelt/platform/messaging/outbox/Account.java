package de.lopezitwelt.platform.messaging.outbox;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "accounts")
class Account {
    @Id
    @Nullable
    String id;

    long version;
}
