package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What other services ask about a user whom their replica does not know yet. */
@Path("/internal/users/{id}")
@Tag(name = "Internal")
class InternalUserResource {
    private final Users users;

    InternalUserResource(Users users) {
        this.users = users;
    }

    @GET
    @RolesAllowed(Scopes.INTERNAL_USERS_READ)
    @Operation(summary = "State of a user, as in lopez.users.state")
    public Uni<InternalUser> read(@PathParam("id") Id id) {
        return users.find(id.value()).map(InternalUser::of);
    }

    /** @param version the aggregate's, for comparison with what a replica holds */
    record InternalUser(
            String userId,
            String email,
            boolean emailVerified,
            String name,
            UserStatus status,
            UserRole role,
            @Nullable Instant notBefore,
            long version) {
        static InternalUser of(UserRecord user) {
            return new InternalUser(
                    user.id(),
                    user.email(),
                    user.emailVerified(),
                    user.name(),
                    user.status(),
                    user.role(),
                    user.notBefore(),
                    user.version());
        }
    }
}
