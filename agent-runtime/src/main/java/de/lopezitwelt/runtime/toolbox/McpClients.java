package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.catalog.ToolsDefinition;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.McpClient;
import de.lopezitwelt.runtime.mcp.oauth.AccessTokens;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client for each server, and for each person of a server that people sign in to, kept while the registration stays the
 * same. Of the clients of people, the longest unused are removed first.
 */
final class McpClients {

    private static final int MOST_OF_PEOPLE = 1_000;

    private final OutboundHttp http;
    private final @Nullable AccessTokens tokens;
    private final Map<String, McpClient> shared = new HashMap<>();
    private final Map<Person, McpClient> own = new LinkedHashMap<>(16, 0.75f, true);

    private record Person(String server, String userId) {}

    /** @param tokens null when nobody can sign in to servers */
    McpClients(OutboundHttp http, @Nullable AccessTokens tokens) {
        this.http = http;
        this.tokens = tokens;
    }

    /** Null for a server that is not registered. */
    static @Nullable McpServer registered(String name, ToolsDefinition allowed) {
        return allowed.mcpServers().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /**
     * The client of a server.
     *
     * @param userId the person who uses it; null for nobody in particular
     * @return null for a server that is not registered, and for one with sign-in when there is no person
     */
    synchronized @Nullable McpClient of(String name, ToolsDefinition allowed, @Nullable String userId) {
        McpServer server = registered(name, allowed);
        if (server == null || server.oauth() != null) {
            forget(shared.remove(name));
        }
        if (server == null) {
            List<Person> gone = new ArrayList<>(own.keySet());
            gone.stream().filter(person -> person.server().equals(name)).forEach(person -> forget(own.remove(person)));
            return null;
        }
        if (server.oauth() == null) {
            return kept(shared, name, server, () -> new McpClient(server, http));
        }
        AccessTokens known = tokens;
        if (known == null || userId == null) {
            return null;
        }
        McpClient client = kept(
                own, new Person(name, userId), server, () -> new McpClient(server, http, known.of(userId, server)));
        if (own.size() > MOST_OF_PEOPLE) {
            Person eldest = own.keySet().iterator().next();
            forget(own.remove(eldest));
        }
        return client;
    }

    private static <K> McpClient kept(Map<K, McpClient> clients, K key, McpServer server, Supplier<McpClient> maker) {
        McpClient client = clients.get(key);
        if (client == null || !client.server().equals(server)) {
            forget(client);
            client = maker.get();
            clients.put(key, client);
        }
        return client;
    }

    private static void forget(@Nullable McpClient client) {
        if (client != null) {
            client.forget();
        }
    }
}
