package de.lopezitwelt.platform.local.account;

import java.util.Locale;

/** What an account of a schema is for; the migrations grant each what it needs. */
public enum AccountRole {
    MIGRATOR,
    READER,
    WRITER,
    WORKER;

    /** As it stands in account names and configuration keys. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
