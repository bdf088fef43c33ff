package de.lopezitwelt.auth.login;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;

/** E-mail and password of a person. */
record LoginRequest(
        @NotBlank @Size(max = 320) String email,
        @NotEmpty @Size(max = 1024) String password) {
    @Override
    public String toString() {
        return "LoginRequest";
    }
}
