package de.lopezitwelt.orgbilling.member;

import de.lopezitwelt.contracts.organization.MemberRole;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What of a member can be patched. */
public record MemberEdit(
        @NotNull MemberRole role, @Size(max = 32) @Nullable List<String> permissions) {}
