package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.ToolsDefinition;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.McpClient;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.tool.CalculatorTool;
import de.lopezitwelt.runtime.tool.DateTimeTool;
import de.lopezitwelt.runtime.tool.HttpGetTool;
import de.lopezitwelt.runtime.tool.Tool;
import de.lopezitwelt.runtime.tool.ToolRegistry;
import de.lopezitwelt.runtime.tool.UnitsTool;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Picks the tools of an agent: built-in ones, and those that reach out where the operator allows them. */
public final class ToolBox {

    private static final String MCP = "mcp:";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OutboundHttp http;
    private final Map<String, Tool> builtIn = new LinkedHashMap<>();
    private final Map<String, McpClient> clients = new HashMap<>();

    public ToolBox(OutboundHttp http, Clock clock) {
        this.http = http;
        builtIn.put(CalculatorTool.NAME, new CalculatorTool());
        builtIn.put(DateTimeTool.NAME, new DateTimeTool(clock));
        builtIn.put(UnitsTool.NAME, new UnitsTool());
    }

    /** Waits for the lists of tools of servers that the agent names, but not long: without them it replies as well. */
    public Uni<Void> refresh(AgentSpec agent, ToolsDefinition allowed) {
        List<Uni<Void>> refreshing = new ArrayList<>();
        for (String name : names(agent)) {
            McpClient client = name.startsWith(MCP) ? client(server(name), allowed) : null;
            if (client != null) {
                refreshing.add(client.refresh());
            }
        }
        return refreshing.isEmpty()
                ? Uni.createFrom().voidItem()
                : Uni.join()
                        .all(refreshing)
                        .andCollectFailures()
                        .replaceWithVoid()
                        .ifNoItem()
                        .after(PATIENCE)
                        .recoverWithItem(() -> null);
    }

    /** An assistant's tools; the built-in ones when its configuration does not choose. What was taken away is missing. */
    public ToolRegistry select(AgentSpec agent, ToolsDefinition allowed) {
        if (agent.type() != AgentType.ASSISTANT) {
            return new ToolRegistry(List.of());
        }
        if (!agent.json().has("tools")) {
            return new ToolRegistry(List.copyOf(builtIn.values()));
        }
        List<Tool> chosen = new ArrayList<>();
        names(agent).forEach(name -> chosen.addAll(named(name, allowed)));
        return new ToolRegistry(chosen);
    }

    private List<Tool> named(String name, ToolsDefinition allowed) {
        if (name.equals(HttpGetTool.NAME)) {
            ToolsDefinition.HttpGet httpGet = allowed.httpGet();
            return httpGet == null ? List.of() : List.of(new HttpGetTool(httpGet, http));
        }
        if (name.startsWith(MCP)) {
            McpClient client = client(server(name), allowed);
            int slash = name.indexOf('/');
            return client == null ? List.of() : client.tools(slash < 0 ? null : name.substring(slash + 1));
        }
        Tool tool = builtIn.get(name);
        return tool == null ? List.of() : List.of(tool);
    }

    private static List<String> names(AgentSpec agent) {
        return agent.type() == AgentType.ASSISTANT ? agent.config().tools() : List.of();
    }

    private static String server(String name) {
        int slash = name.indexOf('/');
        return name.substring(MCP.length(), slash < 0 ? name.length() : slash);
    }

    /** One client per server, kept while its registration stays the same; null for one that is not registered. */
    private synchronized @Nullable McpClient client(String name, ToolsDefinition allowed) {
        McpServer server = allowed.mcpServers().stream()
                .filter(registered -> registered.name().equals(name))
                .findFirst()
                .orElse(null);
        if (server == null) {
            clients.remove(name);
            return null;
        }
        McpClient client = clients.get(name);
        if (client == null || !Objects.equals(client.server(), server)) {
            client = new McpClient(server, http);
            clients.put(name, client);
        }
        return client;
    }
}
