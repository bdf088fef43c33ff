package de.lopezitwelt.auth.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import de.lopezitwelt.platform.web.sealing.OneTimeSecrets;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A new account. Its secrets are never written: not even the digest that an idempotency key keeps may hold them.
 *
 * @param invitation token of an invitation, needed where registration is by invitation only
 */
record RegisterRequest(
        @NotBlank @Size(max = 320) String email,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @NotNull @Size(max = 1024)
        String password,

        @NotBlank @Size(max = 255) String name,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @Nullable @Size(max = OneTimeSecrets.LONGEST)
        String invitation) {
    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
