package de.lopezitwelt.auth.invitation;

import de.lopezitwelt.auth.mail.MailKind;
import de.lopezitwelt.auth.mail.MailOnRequest;
import de.lopezitwelt.auth.user.Users;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.kernel.email.EmailAddress;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Mail of org-billing, which knows no e-mail address of a user. */
@Path("/internal/organization-invitations")
@Tag(name = "Internal")
class OrganizationInvitationResource {
    private final MailOnRequest mail;
    private final Users users;

    OrganizationInvitationResource(MailOnRequest mail, Users users) {
        this.mail = mail;
        this.users = users;
    }

    @POST
    @RolesAllowed(Scopes.INTERNAL_MAIL_SEND)
    @ResponseStatus(202)
    @Operation(
            summary = "Sends the mail of an invitation to an organization",
            description =
                    "To the e-mail address, or to that of the user. 404 for a user that there is not; 429 after too many"
                            + " mails to one address.")
    public Uni<Taken> send(@Valid @NotNull MailTo request) {
        if ((request.email() == null) == (request.userId() == null)) {
            throw ProblemException.invalid("email", "exactly one of email and user_id is needed");
        }
        return addressOf(request)
                .chain(address -> mail.askForService(MailKind.ORGANIZATION_INVITATION, address, request.language()))
                .replaceWith(new Taken(true));
    }

    private Uni<EmailAddress> addressOf(MailTo request) {
        String email = request.email();
        return email == null
                ? users.find(String.valueOf(request.userId())).map(user -> EmailAddress.require("email", user.email()))
                : Uni.createFrom().item(EmailAddress.require("email", email));
    }

    /** Exactly one of the e-mail address and the user. @param language as in {@code Accept-Language} */
    record MailTo(
            @Size(max = 1000) @Nullable String email,
            @Nullable Id userId,
            @Size(max = 100) @Nullable String language) {
        @Override
        public String toString() {
            return "MailTo";
        }
    }

    /** @param taken always: the mail is stored and will be sent */
    record Taken(boolean taken) {}
}
