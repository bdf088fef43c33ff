package de.lopezitwelt.chat.search;

import de.lopezitwelt.contracts.Scopes;
import de.lopezitwelt.platform.persistence.Id;
import de.lopezitwelt.platform.web.identity.Caller;
import de.lopezitwelt.platform.web.identity.CallerContext;
import de.lopezitwelt.platform.web.paging.Page;
import de.lopezitwelt.platform.web.paging.PageRequest;
import de.lopezitwelt.platform.web.paging.Parameters;
import de.lopezitwelt.platform.web.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Search over HTTP. */
@Path("/api/v1/search")
@Tag(name = "Search", description = "Full-text search in the caller's own messages")
public class SearchResource {
    private final SearchService search;
    private final CallerContext caller;

    SearchResource(SearchService search, CallerContext caller) {
        this.search = search;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Scopes.CHAT_READ)
    @Operation(
            summary = "Find one's own messages, newest first",
            description = "q: words that must all be there, \"phrases\" in quotes, -excluded words, beginnings*. Case,"
                    + " accents and stop words (German and English) do not count. from and to are times (RFC 3339)."
                    + " An excerpt is plain text; its marks count UTF-16 units.")
    public Uni<Page<SearchHit>> search(
            @Parameter(required = true) @QueryParam("q") @Nullable String q,
            @QueryParam("session_id") @Nullable Id sessionId,
            @QueryParam("agent_id") @Nullable Id agentId,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        Caller who = caller.caller();
        if (q == null || q.isBlank() || q.length() > SearchQueryPolicy.LONGEST) {
            throw ProblemException.invalid("q", "must be 1 to " + SearchQueryPolicy.LONGEST + " characters");
        }
        SearchFilter filter = new SearchFilter(
                Id.textOf(sessionId),
                Id.textOf(agentId),
                who.organizationId(),
                Parameters.time("from", from),
                Parameters.time("to", to));
        return search.search(who, q, filter, PageRequest.of(limit, cursor));
    }
}
