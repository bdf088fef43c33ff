package de.lopezitwelt.platform.web.problem;

/**
 * One thing wrong with the input.
 *
 * @param field path of the field as the client wrote it, snake_case, e.g. {@code config.max_tokens} or {@code
 *     members[2].role}; the parameter's name for query and path parameters; empty for the body as a whole
 * @param reason a sentence for a person
 */
public record Violation(String field, String reason) {}
