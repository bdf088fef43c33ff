package de.lopezitwelt.platform.web.headers;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Which web pages may call the API from a browser. */
@ConfigMapping(prefix = "lopez.http.cors")
public interface CrossOriginConfig {
    /** Origins as browsers send them, such as {@code https://chat.example.com}; none by default. There is no wildcard. */
    Optional<List<String>> origins();
}
