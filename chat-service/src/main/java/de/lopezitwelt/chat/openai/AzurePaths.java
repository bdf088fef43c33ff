package de.lopezitwelt.chat.openai;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Leads the paths of Azure's clients to those of OpenAI's. A deployment is an agent; the parameter {@code api-version} means
 * nothing here.
 */
@Singleton
public class AzurePaths {
    /** Before everything else, so that nothing sees the request twice. */
    private static final int FIRST = 1100;

    private static final String PREFIX = "/openai/";
    private static final String DEPLOYMENT = AzurePaths.class.getName();
    private static final Pattern OF_DEPLOYMENT =
            Pattern.compile("/openai/deployments/(.+)/(chat/completions|responses|embeddings)");
    private static final Pattern OTHER =
            Pattern.compile("/openai/(?:v1/)?((?:chat/completions|responses|embeddings|models|conversations)(?:/.*)?)");

    void register(@Observes Filters filters) {
        filters.register(AzurePaths::lead, FIRST);
    }

    /** The agent, or the model that embeds, that the path names; null when the body does. */
    public static @Nullable String deployment(RoutingContext routing) {
        return routing.get(DEPLOYMENT);
    }

    private static void lead(RoutingContext routing) {
        String path = String.valueOf(routing.request().path());
        String plain = path.startsWith(PREFIX) ? plain(path) : null;
        if (plain == null) {
            routing.next();
            return;
        }
        String deployment = deploymentOf(path);
        if (deployment != null) {
            routing.put(DEPLOYMENT, deployment);
        }
        String query = routing.request().query();
        routing.reroute(query == null ? plain : plain + "?" + query);
    }

    /** Null when no client of Azure's has such a path. */
    static @Nullable String plain(String path) {
        Matcher deployment = OF_DEPLOYMENT.matcher(path);
        if (deployment.matches()) {
            return "/v1/" + deployment.group(2);
        }
        Matcher other = OTHER.matcher(path);
        return other.matches() ? "/v1/" + other.group(1) : null;
    }

    static @Nullable String deploymentOf(String path) {
        Matcher deployment = OF_DEPLOYMENT.matcher(path);
        if (!deployment.matches()) {
            return null;
        }
        try {
            return URLDecoder.decode(deployment.group(1).replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException broken) {
            return deployment.group(1);
        }
    }
}
