package de.lopezitwelt.runtime.mcp.oauth;

import io.smallrye.mutiny.Uni;
import org.jspecify.annotations.Nullable;

/** One person's tokens for one server. */
public interface PersonTokens {

    /** The token to use now, renewed when it has expired; null when the person must sign in. */
    Uni<@Nullable AccessToken> current();

    /** Another token in place of one that the server refuses; null when the person must sign in again. */
    Uni<@Nullable AccessToken> renewed(AccessToken refused);

    /** Notes that the server refuses even a new token: the person must sign in again. */
    Uni<Void> ended(AccessToken refused);

    /** Notes that the server wants more rights than the token has: the person is asked for them at the next sign-in. */
    Uni<Void> wants(AccessToken lacking, String scope);
}
