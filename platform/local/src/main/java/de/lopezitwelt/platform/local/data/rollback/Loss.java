package de.lopezitwelt.platform.local.data.rollback;

/**
 * The loss by one statement.
 *
 * @param statement in one line
 * @param rows number of rows that lose content, at the moment of counting
 */
public record Loss(String statement, long rows) {}
