package de.lopezitwelt.auth.encryption;

/** A column whose values are sealed; its row's id is in {@code id}. */
enum SealedColumn {
    USERS("users", "encrypted_data"),
    API_KEYS("api_keys", "encrypted_permissions");

    private final String table;
    private final String column;

    SealedColumn(String table, String column) {
        this.table = table;
        this.column = column;
    }

    String table() {
        return table;
    }

    String column() {
        return column;
    }
}
