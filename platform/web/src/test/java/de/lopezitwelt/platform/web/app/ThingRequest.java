package de.lopezitwelt.platform.web.app;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public record ThingRequest(
        @NotBlank @Size(max = 64) String name,
        @Nullable Color color,
        @Nullable Instant dueAt,
        @Nullable @Valid Settings settings,
        @Nullable List<@Valid Part> parts,
        @Nullable JsonNode config,
        @Nullable Id parentId,
        @Nullable Map<String, String> labels) {

    public enum Color {
        RED,
        GREEN
    }

    public record Settings(@Max(10) int maxTokens) {}

    public record Part(@NotBlank String partName) {}
}
