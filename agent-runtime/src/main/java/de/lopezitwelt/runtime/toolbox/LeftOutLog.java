package de.lopezitwelt.runtime.toolbox;

import de.lopezitwelt.runtime.mcp.LeftOutTool;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Reports the tools that replies leave out: {@code reply_tools_left_out_total} counts them for every reply, and the log names
 * each tool with its reason once, as long as this remembers it.
 */
final class LeftOutLog {

    private static final Logger LOG = Logger.getLogger(LeftOutLog.class);
    private static final int REMEMBERED = 1_000;

    /** The label for tools of no registered server, because names that agents choose must not become labels. */
    private static final String NO_SERVER = "none";

    private final Set<LeftOutTool> told =
            Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<LeftOutTool, Boolean>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<LeftOutTool, Boolean> eldest) {
                    return size() > REMEMBERED;
                }
            }));

    /**
     * Records the tools that one reply leaves out.
     *
     * @param servers the names of the registered servers
     */
    void note(List<LeftOutTool> leftOut, Set<String> servers) {
        for (LeftOutTool tool : leftOut) {
            String server = tool.server();
            Counter.builder("reply.tools.left.out")
                    .description("Tools that agents name and that their replies did not offer")
                    .tag("server", server != null && servers.contains(server) ? server : NO_SERVER)
                    .tag("reason", tool.why().label())
                    .register(Metrics.globalRegistry)
                    .increment();
        }
        leftOut.stream()
                .filter(told::add)
                .collect(Collectors.groupingBy(
                        LeftOutTool::reason,
                        LinkedHashMap::new,
                        Collectors.mapping(LeftOutLog::name, Collectors.toList())))
                .forEach((reason, names) -> LOG.warnf("Tools left out of replies: reason=%s tools=%s", reason, names));
    }

    private static String name(LeftOutTool tool) {
        return tool.server() == null ? tool.name() : "mcp:" + tool.server() + "/" + tool.name();
    }
}
