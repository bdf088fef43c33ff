package de.lopezitwelt.auth.token;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** A refresh token as the client holds it. */
record RefreshRequest(@NotBlank @Size(max = 500) String refreshToken) {
    @Override
    public String toString() {
        return "RefreshRequest";
    }
}
