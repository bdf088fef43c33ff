package de.lopezitwelt.platform.web.app;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(name = "things")
public class Thing {
    @Id
    String id = "";

    String owner = "";
    String name = "";
    long version;
}
