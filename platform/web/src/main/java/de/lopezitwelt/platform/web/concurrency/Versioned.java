package de.lopezitwelt.platform.web.concurrency;

/**
 * A resource as the API shows it and the version its ETag shows.
 *
 * @param <T> the view, which does not hold the version itself
 */
public record Versioned<T>(T view, long version) {}
