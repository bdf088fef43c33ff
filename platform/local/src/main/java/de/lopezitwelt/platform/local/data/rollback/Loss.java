package de.lopezitwelt.platform.local.data.rollback;

/**
 * What one statement takes away.
 *
 * @param statement in one line
 * @param rows whose content goes, at the moment of counting
 */
public record Loss(String statement, long rows) {}
