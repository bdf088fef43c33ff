package de.lopezitwelt.auth.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** A new account. The password is never written: not even the digest that an idempotency key keeps may hold it. */
record RegisterRequest(
        @NotBlank @Size(max = 320) String email,

        @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) @NotNull @Size(max = 1024)
        String password,

        @NotBlank @Size(max = 255) String name) {
    @Override
    public String toString() {
        return "RegisterRequest";
    }
}
