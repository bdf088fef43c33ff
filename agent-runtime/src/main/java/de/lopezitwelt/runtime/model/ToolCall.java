package de.lopezitwelt.runtime.model;

/**
 * A model's complete request to call a tool.
 *
 * @param arguments JSON text as the model wrote it: hostile until parsed
 */
public record ToolCall(String id, String name, String arguments) {}
