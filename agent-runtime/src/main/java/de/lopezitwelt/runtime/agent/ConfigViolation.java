package de.lopezitwelt.runtime.agent;

/**
 * One thing wrong with an agent's configuration.
 *
 * @param field dotted path, e.g. {@code config.glossary.term}; {@code config} itself for the whole
 */
public record ConfigViolation(String field, String reason) {}
