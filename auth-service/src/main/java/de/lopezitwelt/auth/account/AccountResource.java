package de.lopezitwelt.auth.account;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.auth.stepup.StepUp;
import de.lopezitwelt.auth.user.record.Account;
import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.json.MergePatch;
import de.lopezitwelt.platform.web.concurrency.ETags;
import de.lopezitwelt.platform.web.concurrency.IfMatch;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.json.MergePatches;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The own account. */
@Path("/api/v1/account")
@Tag(name = "Account")
class AccountResource {
    private final AccountService service;
    private final StepUp stepUp;
    private final CallerContext caller;
    private final MergePatches mergePatches;

    AccountResource(AccountService service, StepUp stepUp, CallerContext caller, MergePatches mergePatches) {
        this.service = service;
        this.stepUp = stepUp;
        this.caller = caller;
        this.mergePatches = mergePatches;
    }

    @GET
    @RolesAllowed(Scopes.ACCOUNT_READ)
    @Operation(summary = "Read the own account with its profile")
    public Uni<RestResponse<AccountView>> read() {
        return service.find(caller.caller()).map(AccountResource::tagged);
    }

    @PATCH
    @RolesAllowed(Scopes.ACCOUNT_WRITE)
    @Consumes({MergePatch.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Change name and profile",
            description = "JSON Merge Patch of name and profile; needs the ETag of what was read as If-Match.")
    @RequestBody(content = @Content(schema = @Schema(implementation = AccountEdit.class)))
    public Uni<RestResponse<AccountView>> update(
            @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch, JsonNode patch) {
        Caller who = caller.caller();
        IfMatch condition = IfMatch.required(ifMatch);
        return service.find(who)
                .map(account -> mergePatches.apply(AccountEdit.of(account), patch))
                .chain(edit -> service.update(who, condition, edit, who.actor()))
                .map(AccountResource::tagged);
    }

    @POST
    @Path("/password")
    @RolesAllowed(Scopes.PLATFORM_USER)
    @Operation(summary = "Change the password", description = "Ends every sign-in, this one too. Needs a fresh proof.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> changePassword(@NotNull @Valid PasswordRequest request) {
        String userId = caller.caller().userId();
        var actor = caller.actor();
        return stepUp.require(caller.caller())
                .chain(() -> service.changePassword(userId, request.currentPassword(), request.newPassword(), actor));
    }

    record PasswordRequest(
            @NotEmpty @Size(max = 1024) String currentPassword,
            @NotNull @Size(max = 1024) String newPassword) {
        @Override
        public String toString() {
            return "PasswordRequest";
        }
    }

    @POST
    @Path("/sign-out-everywhere")
    @RolesAllowed(Scopes.PLATFORM_USER)
    @Operation(summary = "End every sign-in", description = "Access tokens too, within 5 s.")
    @APIResponse(responseCode = "204", description = "Done")
    public Uni<Void> signOutEverywhere() {
        return service.signOutEverywhere(caller.caller().userId(), caller.actor());
    }

    private static RestResponse<AccountView> tagged(Account account) {
        return ETags.ok(AccountView.of(account), account.user().version());
    }
}
