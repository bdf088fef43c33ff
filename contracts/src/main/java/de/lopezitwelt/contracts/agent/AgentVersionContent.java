package de.lopezitwelt.contracts.agent;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a version of an agent replies with, as services read it under {@code /internal}.
 *
 * @param publishedAt when it first replied; null while it only was prepared
 */
public record AgentVersionContent(
        long versionNumber,
        String model,
        JsonNode config,
        @Nullable Instant publishedAt) {}
