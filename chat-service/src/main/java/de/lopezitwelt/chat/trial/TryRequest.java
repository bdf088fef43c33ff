package de.lopezitwelt.chat.trial;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.contracts.session.MessageType;
import de.lopezitwelt.platform.persistence.Id;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Tries an agent: an existing one, in any version that the caller may use, or a draft that is stored nowhere.
 *
 * @param agentId with {@code agent_version} for a version other than the published one
 * @param draft instead of {@code agent_id}
 * @param history the messages that precede the try
 */
public record TryRequest(
        @Nullable Id agentId,
        @Nullable @Min(1) Long agentVersion,
        @Nullable @Valid Draft draft,
        @Nullable Id organizationId,
        @Nullable @Size(max = 100) List<@NotNull @Valid Said> history,
        @NotBlank @Schema(examples = "What is 17 * 23?") String content) {

    /** An agent that is not stored. */
    @Schema(name = "TryDraft")
    public record Draft(
            @NotNull AgentType type,

            @NotBlank @Size(max = 100) @Schema(examples = "lopez-offline")
            String model,

            @NotNull @Schema(implementation = Object.class, examples = "{\"system_prompt\":\"Be brief.\"}")
            JsonNode config) {}

    /** A message of the history. */
    @Schema(name = "TrySaid")
    public record Said(@NotNull MessageType type, @NotNull String content) {}
}
