package de.lopezitwelt.platform.web.identity;

import de.lopezitwelt.platform.messaging.Actor;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request. A plain value: take it out of {@link CallerContext} before work leaves the request.
 *
 * @param userId the user; for an API key its owner; for a service the service's name
 * @param organizationId the organization an API key acts for
 * @param tokenId {@code jti} of the access token
 * @param expiresAt {@link Instant#MAX} for a key without expiry
 * @param signIn how a person proved who it is; {@link SignIn#NONE} for keys and services
 */
public record Caller(
        Kind kind,
        String userId,
        @Nullable String apiKeyId,
        @Nullable String organizationId,
        PlatformRole role,
        Set<String> scopes,
        @Nullable String tokenId,
        Instant issuedAt,
        Instant expiresAt,
        Origin origin,
        SignIn signIn) {

    /** What identified the caller. */
    public enum Kind {
        USER,
        API_KEY,
        SERVICE
    }

    /**
     * How a person proved who it is.
     *
     * @param id of the sign-in the token belongs to ({@code sid}); null in tokens without one
     * @param authenticatedAt when the person last gave a proof ({@code auth_time}); null in tokens that were refreshed
     * @param multiFactor whether that proof had two factors ({@code acr} aal2)
     */
    public record SignIn(@Nullable String id, @Nullable Instant authenticatedAt, boolean multiFactor) {
        public static final SignIn NONE = new SignIn(null, null, false);
    }

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public Caller(
            Kind kind,
            String userId,
            @Nullable String apiKeyId,
            @Nullable String organizationId,
            PlatformRole role,
            Set<String> scopes,
            @Nullable String tokenId,
            Instant issuedAt,
            Instant expiresAt,
            Origin origin) {
        this(kind, userId, apiKeyId, organizationId, role, scopes, tokenId, issuedAt, expiresAt, origin, SignIn.NONE);
    }

    /** A person, signed in, holding this role or a higher one. API keys and services hold none. */
    public boolean holds(PlatformRole wanted) {
        return kind == Kind.USER && role.includes(wanted);
    }

    /**
     * The one rule about what a key of an organization reaches, for all services: what belongs to its organization, and
     * nothing else of its owner. Other callers pass this rule: ownership decides about them. Do not apply it to things that
     * every user may see (public agents, the catalog). See docs/access.md.
     *
     * @param organization the owner of the thing; null when it belongs to a person
     */
    public boolean reaches(@Nullable String organization) {
        return organizationId == null || organizationId.equals(organization);
    }

    /** @throws ProblemException 404 when the caller does not {@link #reaches reach} what belongs to the organization */
    public void requireReach(@Nullable String organization) {
        if (!reaches(organization)) {
            throw ProblemException.notFound();
        }
    }

    /**
     * For things that belong to a person alone: the account, totals, history, a personal plan.
     *
     * @throws ProblemException 404 for a key of an organization
     */
    public void requirePersonal() {
        requireReach(null);
    }

    /** The person whose own things the caller may use; empty for a key of an organization and for a service. */
    public @Nullable String person() {
        return kind == Kind.SERVICE || organizationId != null ? null : userId;
    }

    /**
     * The organization on whose behalf something is made: a key of an organization implies its own.
     *
     * @param wanted the one that the request names; null for none
     * @throws ProblemException 400 naming {@code organization_id} for another than the key's
     */
    public @Nullable String organizationFor(@Nullable String wanted) {
        if (wanted != null && !reaches(wanted)) {
            throw ProblemException.invalid("organization_id", "is not the API key's organization");
        }
        return organizationId != null ? organizationId : wanted;
    }

    public Actor actor() {
        return kind == Kind.SERVICE
                ? new Actor(null, null, userId, origin.ipAddress(), origin.userAgent())
                : new Actor(userId, apiKeyId, null, origin.ipAddress(), origin.userAgent());
    }

    public Caller from(Origin newOrigin) {
        return new Caller(
                kind, userId, apiKeyId, organizationId, role, scopes, tokenId, issuedAt, expiresAt, newOrigin, signIn);
    }
}
