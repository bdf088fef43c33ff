package de.lopezitwelt.platform.local.cli.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.platform.local.cli.workplace.Workplace;
import de.lopezitwelt.platform.local.operator.OperatorClient;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The models of the running platform's catalog. */
@Command(
        name = "models",
        description = "Looks at the models of the running platform's catalog.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class ModelsCommand {
    private static final String PATH = "/models";
    private static final String WORKS = "works";
    /** The provider of the built-in model, which is no language model. */
    private static final String BUILT_IN = "offline";

    @Command(
            name = "check",
            description = {
                "Calls models in the ways in which replies call them, and prints what each can do. The providers charge",
                "for it as for a few short replies. Exit code 1 when a model cannot do what the catalog promises."
            },
            mixinStandardHelpOptions = true)
    int check(
            @Parameters(
                            arity = "0..*",
                            paramLabel = "model",
                            description = "Names in the catalog (default: all but the built-in one).")
                    @Nullable
                    List<String> names)
            throws IOException, InterruptedException {
        OperatorClient client = Workplace.current().operator();
        JsonNode known = known(client.get(PlatformService.AGENT, PATH));
        int broken = 0;
        for (String model : chosen(known, names == null ? List.of() : names)) {
            System.out.println(model);
            for (JsonNode probe : known.path("probes")) {
                broken += check(client, model, probe.asText()) ? 0 : 1;
            }
        }
        if (broken > 0) {
            System.out.println(broken + " of what the catalog promises did not work.");
        }
        return broken == 0 ? 0 : 1;
    }

    /** Whether the model keeps what the catalog promises of it. */
    private static boolean check(OperatorClient client, String model, String probe)
            throws IOException, InterruptedException {
        JsonNode result = known(client.post(
                PlatformService.AGENT,
                PATH + "/checks",
                JsonNodeFactory.instance.objectNode().put("model", model).put("probe", probe)));
        boolean works = result.path("outcome").asText().equals(WORKS);
        boolean promised = result.path("promised").asBoolean();
        System.out.printf(
                "  %-12s %-8s %6d ms  %s%n",
                probe,
                result.path("outcome").asText(),
                result.path("milliseconds").asLong(),
                remark(works, promised, result.path("detail").asText("")));
        return works || !promised;
    }

    private static String remark(boolean works, boolean promised, String detail) {
        if (works && !promised) {
            return "the catalog does not list it among the capabilities" + (detail.isEmpty() ? "" : "; " + detail);
        }
        return works || promised ? detail : "not promised by the catalog; " + detail;
    }

    private static List<String> chosen(JsonNode known, List<String> names) throws IOException {
        List<String> all = new ArrayList<>();
        List<String> ofProviders = new ArrayList<>();
        for (JsonNode model : known.path("models")) {
            String name = model.path("name").asText();
            all.add(name);
            if (!model.path("provider").asText().equals(BUILT_IN)) {
                ofProviders.add(name);
            }
        }
        for (String name : names) {
            if (!all.contains(name)) {
                throw new IOException("the catalog has no model " + name + "; it has " + String.join(", ", all));
            }
        }
        if (names.isEmpty() && ofProviders.isEmpty()) {
            throw new IOException(
                    "the catalog has no model but the built-in one, which follows rules and needs no check");
        }
        return names.isEmpty() ? ofProviders : names;
    }

    private static JsonNode known(@Nullable JsonNode answer) throws IOException {
        if (answer == null) {
            throw new IOException("agent-service is older than this program: it cannot check models");
        }
        return answer;
    }
}
