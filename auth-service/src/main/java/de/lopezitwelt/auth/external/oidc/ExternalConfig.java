package de.lopezitwelt.auth.external.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The OpenID Connect providers through which users may sign in. */
@ConfigMapping(prefix = "lopez.auth.external")
public interface ExternalConfig {
    /** The page of the web application to which providers send browsers back; registered with each of them. */
    @WithDefault("http://localhost:8080/sign-in/callback")
    URI redirectUri();

    /** How long signing in at the provider may take. */
    @WithDefault("10M")
    Duration flowLife();

    /** By the id that clients name: lower-case letters, digits and hyphens. */
    Map<String, Provider> providers();

    /** One provider. */
    interface Provider {
        /** The name shown to users; by default the id. */
        Optional<String> name();

        /** {@code iss} of its tokens; its discovery document is below this URL. */
        URI issuer();

        String clientId();

        String clientSecret();

        /** How this client proves itself to the provider; unless set as the provider's metadata demands. */
        Optional<ClientAuthentication> clientAuthentication();

        /**
         * Whether its e-mail addresses count as verified where it does not say whether they are: only for a directory whose addresses
         * its administrators alone can set, such as a tenant of Microsoft Entra. One that it calls unverified never counts.
         */
        @WithDefault("false")
        boolean trustEmail();

        @WithDefault("openid,email,profile")
        Set<String> scopes();

        /** Whether its addresses may use http: for a provider on the same machine. */
        @WithDefault("false")
        boolean allowHttp();

        /** If set, the provider decides about roles, again at each sign-in. */
        Optional<Roles> roles();
    }

    /** OpenID Connect Core §9. */
    enum ClientAuthentication {
        CLIENT_SECRET_BASIC,
        CLIENT_SECRET_POST
    }

    /** Which of the provider's roles or groups mean which role. A user with none of them is an ordinary user. */
    interface Roles {
        /** Path of the claim in the ID token or in userinfo, e.g. {@code realm_access.roles}; a text or a list of texts. */
        String claim();

        Optional<Set<String>> admin();

        Optional<Set<String>> moderator();
    }
}
