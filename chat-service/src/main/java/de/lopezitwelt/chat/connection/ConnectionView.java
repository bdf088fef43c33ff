package de.lopezitwelt.chat.connection;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A server that people sign in to, and the caller's own sign-in. */
@Schema(name = "ToolConnection")
public record ConnectionView(
        @Schema(description = "Its name in the operator's catalog", examples = "wiki")
        String server,

        @Schema(
                description = "connected; sign_in_needed before a sign-in and when the last one is not taken any more;"
                        + " more_rights_needed when the server wanted rights that were not given: signing in again asks for"
                        + " them; not_registered when the operator has taken the server away",
                examples = "connected")
        String status,

        @Schema(description = "The rights that were given, as far as they are known")
        List<String> scopes,

        @Schema(description = "What the server wanted beside them")
        List<String> wantedScopes,

        @Schema(description = "Since when; null where nobody has signed in") @Nullable
        Instant connectedAt) {

    static ConnectionView none(String server) {
        return new ConnectionView(server, "sign_in_needed", List.of(), List.of(), null);
    }

    /** @param registered whether the catalog still has the server with sign-in */
    static ConnectionView of(ToolConnection connection, boolean registered) {
        boolean good = connection.endedAt() == null && connection.secrets() != null;
        String status = !registered
                ? "not_registered"
                : !good ? "sign_in_needed" : connection.wantedScopes() == null ? "connected" : "more_rights_needed";
        return new ConnectionView(
                connection.server(),
                status,
                list(connection.scopes()),
                list(connection.wantedScopes()),
                connection.createdAt());
    }

    private static List<String> list(@Nullable String scopes) {
        return Objects.requireNonNullElse(scopes, "").isBlank()
                ? List.of()
                : List.of(Objects.requireNonNull(scopes).split(" "));
    }
}
