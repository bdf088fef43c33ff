package de.lopezitwelt.auth.user;

import de.lopezitwelt.auth.user.record.UserRecord;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.contracts.user.UserRole;
import de.lopezitwelt.contracts.user.UserStatus;
import de.lopezitwelt.platform.persistence.Id;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What other services ask about users whom their replica does not know yet, and what no replica keeps. */
@Path("/internal/users")
@Tag(name = "Internal")
class InternalUserResource {
    private final Users users;

    InternalUserResource(Users users) {
        this.users = users;
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Scopes.INTERNAL_USERS_READ)
    @Operation(summary = "State of a user, as in lopez.users.state")
    public Uni<InternalUser> read(@PathParam("id") Id id) {
        return users.find(id.value()).map(InternalUser::of);
    }

    @POST
    @Path("/profiles")
    @RolesAllowed(Scopes.INTERNAL_USERS_READ)
    @Operation(
            summary = "Names and e-mail addresses of users",
            description = "In the order of ids; without those of ids that nobody has.")
    public Uni<Profiles> profiles(@NotNull @Valid Wanted wanted) {
        return users.findAll(wanted.userIds().stream().map(Id::value).toList())
                .map(found -> new Profiles(found.stream().map(Profile::of).toList()));
    }

    /** A page of users, at most. */
    record Wanted(@NotNull @Size(max = 100) List<@NotNull Id> userIds) {}

    record Profiles(List<Profile> data) {}

    record Profile(String userId, String name, String email) {
        static Profile of(UserRecord user) {
            return new Profile(user.id(), user.name(), user.email());
        }

        @Override
        public String toString() {
            return "Profile of " + userId;
        }
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
