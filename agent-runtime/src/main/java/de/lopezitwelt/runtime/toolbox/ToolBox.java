package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.contracts.agent.AgentType;
import de.lopezitwelt.runtime.agent.AgentSpec;
import de.lopezitwelt.runtime.catalog.Capability;
import de.lopezitwelt.runtime.catalog.CatalogSnapshot;
import de.lopezitwelt.runtime.catalog.ModelDefinition;
import de.lopezitwelt.runtime.catalog.ToolsDefinition;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.McpServer;
import de.lopezitwelt.runtime.mcp.LeftOutTool;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.mcp.McpClient;
import de.lopezitwelt.runtime.mcp.oauth.AccessTokens;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Picks the tools of an agent: built-in ones, and those that call other servers if the operator allows them. */
public final class ToolBox {

    private static final String MCP = "mcp:";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final OutboundHttp http;
    private final Map<String, Tool> builtIn = new LinkedHashMap<>();
    private final McpClients clients;
    private final LeftOutLog log = new LeftOutLog();

    /** @param tokens null when nobody can sign in to servers */
    public ToolBox(OutboundHttp http, Clock clock, @Nullable AccessTokens tokens) {
        this.http = http;
        this.clients = new McpClients(http, tokens);
        builtIn.put(CalculatorTool.NAME, new CalculatorTool());
        builtIn.put(DateTimeTool.NAME, new DateTimeTool(clock));
        builtIn.put(UnitsTool.NAME, new UnitsTool());
    }

    /**
     * Waits some seconds for the lists of tools of the servers that the agent names; it can reply without them.
     *
     * @param userId the person for whom the agent replies; null for nobody in particular
     */
    public Uni<Void> refresh(AgentSpec agent, ToolsDefinition allowed, @Nullable String userId) {
        List<Uni<Void>> refreshing = new ArrayList<>();
        for (String name : names(agent)) {
            McpClient client = name.startsWith(MCP) ? clients.of(server(name), allowed, userId) : null;
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

    /**
     * An assistant's tools; the built-in ones when its configuration does not choose. Tools that no longer exist are missing.
     * Call {@link #refresh} before.
     */
    public ToolRegistry select(AgentSpec agent, CatalogSnapshot catalog, @Nullable String userId) {
        return new ToolRegistry(offer(agent, catalog, userId).tools());
    }

    /** The tools that {@link #select} picks and leaves out, for the agent's owner. Call {@link #refresh} before. */
    public AgentTools show(AgentSpec agent, CatalogSnapshot catalog, @Nullable String userId) {
        return offer(agent, catalog, userId).shown();
    }

    /** Reports the tools that {@link #select} leaves out. Call it once for each reply. */
    public void note(AgentSpec agent, CatalogSnapshot catalog, @Nullable String userId) {
        Set<String> servers =
                catalog.tools().mcpServers().stream().map(McpServer::name).collect(Collectors.toSet());
        log.note(offer(agent, catalog, userId).leftOut(), servers);
    }

    private Offer offer(AgentSpec agent, CatalogSnapshot catalog, @Nullable String userId) {
        Offer offer = offer(agent, catalog.tools(), userId);
        ModelDefinition model = catalog.model(agent.model()).orElse(null);
        if (model == null) {
            offer.leaveAllOut(Why.MODEL, "the operator's catalog has no model " + agent.model());
        } else if (!model.capabilities().contains(Capability.TOOLS)) {
            offer.leaveAllOut(Why.MODEL, "the model " + agent.model() + " takes no tools");
        }
        return offer;
    }

    private Offer offer(AgentSpec agent, ToolsDefinition allowed, @Nullable String userId) {
        Offer offer = new Offer();
        if (agent.type() == AgentType.ASSISTANT && !agent.json().has("tools")) {
            builtIn.values().forEach(tool -> offer.add(null, tool));
        }
        names(agent).forEach(name -> add(name, allowed, userId, offer));
        return offer;
    }

    private void add(String name, ToolsDefinition allowed, @Nullable String userId, Offer offer) {
        Tool tool = builtIn.get(name);
        ToolsDefinition.HttpGet httpGet = allowed.httpGet();
        if (name.startsWith(MCP)) {
            addMcp(name, allowed, userId, offer);
        } else if (tool != null) {
            offer.add(null, tool);
        } else if (!name.equals(HttpGetTool.NAME)) {
            offer.leaveOut(new LeftOutTool(null, name, Why.UNKNOWN, "there is no such tool"));
        } else if (httpGet == null) {
            offer.leaveOut(new LeftOutTool(null, name, Why.NOT_ALLOWED, "the operator has not allowed it"));
        } else {
            offer.add(null, new HttpGetTool(httpGet, http));
        }
    }

    private void addMcp(String name, ToolsDefinition allowed, @Nullable String userId, Offer offer) {
        String server = server(name);
        int slash = name.indexOf('/');
        String single = slash < 0 ? null : name.substring(slash + 1);
        String missed = single == null ? LeftOutTool.ALL : single;
        McpClient client = clients.of(server, allowed, userId);
        if (client == null) {
            offer.leaveOut(
                    McpClients.registered(server, allowed) == null
                            ? new LeftOutTool(
                                    server,
                                    missed,
                                    Why.NOT_ALLOWED,
                                    "the operator has registered no server of this name")
                            : new LeftOutTool(
                                    server, missed, Why.SIGN_IN, "each person signs in to this server for themselves"));
            return;
        }
        List<Tool> tools = client.tools(single);
        List<LeftOutTool> missing = client.leftOut().stream()
                .filter(tool -> single == null
                        || tool.name().equals(single)
                        || tools.isEmpty() && tool.name().equals(LeftOutTool.ALL))
                .toList();
        tools.forEach(tool -> offer.add(server, tool));
        missing.forEach(offer::leaveOut);
        if (single != null && tools.isEmpty() && missing.isEmpty()) {
            offer.leaveOut(new LeftOutTool(server, single, Why.UNKNOWN, "the server lists no such tool"));
        }
    }

    private static List<String> names(AgentSpec agent) {
        return agent.type() == AgentType.ASSISTANT ? agent.config().tools() : List.of();
    }

    private static String server(String name) {
        int slash = name.indexOf('/');
        return name.substring(MCP.length(), slash < 0 ? name.length() : slash);
    }
}
