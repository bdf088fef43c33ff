package de.lopezitwelt.chat.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How people sign in to MCP servers. */
@ConfigMapping(prefix = "lopez.chat.tools")
public interface ToolSignInConfig {
    /** The page of the web client to which authorization servers send people back. Without it nobody can sign in to servers. */
    Optional<URI> redirectUri();

    /** The keys that seal tokens, as Tink's JSON. Without it nobody can sign in to servers. */
    Optional<Path> keysetFile();

    /** How soon a changed keyset is noticed. */
    @WithDefault("5s")
    Duration keysetReload();

    /** How long a sign-in may take. */
    @WithDefault("10m")
    Duration signInLife();
}
