package de.lopezitwelt.auth.login;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import org.jspecify.annotations.Nullable;

/** Asks for more than a password where a user has set that up. */
public interface SecondFactor {
    /**
     * @param passwordHash the stored hash that the password matched: the challenge ends when it is replaced
     * @return null when the password is all the user needs
     */
    Uni<@Nullable LoginChallenge> demand(SqlConnection transaction, String userId, String passwordHash);
}
