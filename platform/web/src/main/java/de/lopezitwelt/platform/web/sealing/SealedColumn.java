package de.lopezitwelt.platform.web.sealing;

/**
 * A column whose values are sealed.
 *
 * @param table with its row's id in {@code id}, and an {@code updated_at}
 */
public record SealedColumn(String table, String column) {}
