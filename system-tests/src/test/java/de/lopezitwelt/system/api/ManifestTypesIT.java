package de.lopezitwelt.system.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.deploy.Kustomize;
import de.lopezitwelt.platform.local.deploy.Manifests;
import de.lopezitwelt.platform.local.distribution.DownloadCache;
import de.lopezitwelt.platform.testing.node.NodeProject;
import de.lopezitwelt.system.support.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The manifests against the types that Kubernetes, the Gateway API, the Prometheus Operator and External Secrets publish: TypeScript
 * refuses a field that a type does not have. Strimzi and MySQL Operator publish no such types.
 */
class ManifestTypesIT {
    private static final Set<String> CORE =
            Set.of("v1", "apps/v1", "batch/v1", "policy/v1", "autoscaling/v2", "networking.k8s.io/v1");
    private static final Map<String, String> OTHERS = Map.of(
            "gateway.networking.k8s.io/v1", "@kubernetes-models/gateway-api/",
            "monitoring.coreos.com/v1", "@kubernetes-models/prometheus-operator/",
            "external-secrets.io/v1", "@kubernetes-models/external-secrets/");
    private static final Set<String> UNTYPED = Set.of("kafka.strimzi.io/v1", "mysql.oracle.com/v2");

    private static NodeProject project;
    private static List<ObjectNode> objects;

    @BeforeAll
    static void render() throws IOException, InterruptedException {
        project = NodeProject.installed("kubernetes");
        objects = new ArrayList<>();
        objects.addAll(rendered("trial"));
        objects.addAll(rendered("production", "external-secrets"));
        objects.addAll(rendered("production", "gateway-api"));
    }

    @Test
    void everyObjectHasFieldsThatItsTypeHas() throws Exception {
        assertThat(objects).hasSizeGreaterThan(150);

        check(objects);
    }

    @Test
    void fieldThatNoTypeHasIsFound() {
        List<String> kinds = List.of("Deployment", "CronJob", "HTTPRoute", "PrometheusRule", "ExternalSecret");
        List<ObjectNode> broken = kinds.stream()
                .map(kind -> objects.stream()
                        .filter(object -> object.path("kind").asText().equals(kind))
                        .findFirst()
                        .orElseThrow()
                        .deepCopy())
                .toList();
        broken.forEach(object -> ((ObjectNode) object.path("spec")).put("replicsa", 2));

        assertThatThrownBy(() -> check(broken))
                .hasMessageMatching("(?s)(?:.*'\"replicsa\"' does not exist){" + kinds.size() + "}.*");
    }

    private static List<ObjectNode> rendered(String overlay, String... components)
            throws IOException, InterruptedException {
        Path kubernetes = Platform.ROOT.resolve("deploy/kubernetes");
        Path folder = Files.createDirectories(
                project.directory().resolve("overlay-" + overlay + components.length + String.join("-", components)));
        var text =
                new StringBuilder("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n  - "
                        + folder.relativize(kubernetes.resolve("overlays").resolve(overlay)) + "\n");
        if (components.length > 0) {
            text.append("components:\n");
        }
        for (String component : components) {
            text.append("  - ")
                    .append(folder.relativize(kubernetes.resolve("components").resolve(component)))
                    .append('\n');
        }
        Files.writeString(folder.resolve("kustomization.yaml"), text);
        // Both ways in have a policy of the same name: an overlay takes one of them.
        if (List.of(components).contains("gateway-api")) {
            Files.writeString(
                    folder.resolve("kustomization.yaml"), text.toString().replace("overlays/" + overlay, "base"));
        }
        return Manifests.parse(Kustomize.found(DownloadCache.ofUser(), System.err::println)
                        .render(folder))
                .objects();
    }

    private static void check(List<ObjectNode> some) throws IOException, InterruptedException {
        var program = new StringBuilder();
        int number = 0;
        for (ObjectNode object : some) {
            String type = type(object);
            if (!type.isEmpty()) {
                program.append("export const object%d: %s = %s;%n".formatted(number++, type, object));
            }
        }
        Files.writeString(project.directory().resolve("check.ts"), program);
        project.run(
                Map.of(),
                List.of(
                        "node_modules/.bin/tsc",
                        "--noEmit",
                        "--strict",
                        "--skipLibCheck",
                        "--module",
                        "nodenext",
                        "--target",
                        "es2022",
                        "check.ts"));
    }

    private static String type(JsonNode object) {
        String version = object.path("apiVersion").asText();
        String kind = object.path("kind").asText();
        if (UNTYPED.contains(version)) {
            return "";
        }
        assertThat(CORE.contains(version) || OTHERS.containsKey(version))
                .as("types of " + version + " " + kind)
                .isTrue();
        String module = CORE.contains(version) ? "kubernetes-models/" : OTHERS.get(version);
        return "import(\"" + module + version + "/" + kind + "\").I" + kind;
    }
}
