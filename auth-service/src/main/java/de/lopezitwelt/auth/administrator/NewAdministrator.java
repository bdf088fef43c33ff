package de.lopezitwelt.auth.administrator;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** An administrator who has no account yet. */
record NewAdministrator(
        @NotBlank @Size(max = 320) String email,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @NotNull @Size(max = 1024)
        String password,

        @NotBlank @Size(max = 255) String name) {
    @Override
    public String toString() {
        return "NewAdministrator";
    }
}
