package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Checks rendered manifests against all rules; each violation is a sentence. */
public final class DeployCheck {
    private static final List<String> PUBLIC = List.of("/api", "/v1", "/.well-known", "/openapi", "/swagger-ui");

    private DeployCheck() {}

    /** The violations; empty when there are none. */
    public static List<String> objections(Manifests manifests) {
        var objections = new ArrayList<String>();
        objections.addAll(PodRules.objections(manifests));
        objections.addAll(ReferenceRules.objections(manifests));
        objections.addAll(CallEdges.objections(manifests));
        objections.addAll(CapacityRules.objections(manifests));
        objections.addAll(Settings.objections(manifests));
        objections.addAll(versions(manifests));
        objections.addAll(routes(manifests));
        objections.addAll(namespaces(manifests));
        return objections;
    }

    /** Our images have one version, which is part of the names of migration Jobs, because a Job is immutable. */
    private static List<String> versions(Manifests manifests) {
        var objections = new ArrayList<String>();
        Set<String> versions = new TreeSet<>();
        manifests
                .pods()
                .forEach(pod -> pod.containers().forEach(container -> {
                    String image = container.path("image").asText();
                    if (image.contains("lopez/")) {
                        versions.add(image.substring(image.lastIndexOf(':') + 1));
                    }
                }));
        if (versions.size() > 1) {
            objections.add("images are of different versions: " + versions);
        }
        for (ObjectNode job : manifests.kind("Job").toList()) {
            String name = job.path("metadata").path("name").asText();
            if (versions.stream().noneMatch(version -> name.endsWith("-" + version.replaceAll("[^a-z0-9]", "-")))) {
                objections.add(Manifests.name(job) + " does not carry the version of its image, " + versions);
            }
        }
        return objections;
    }

    /** Only public paths may be reached from outside. */
    private static List<String> routes(Manifests manifests) {
        var objections = new ArrayList<String>();
        for (ObjectNode object : manifests.objects()) {
            List<JsonNode> paths = switch (object.path("kind").asText()) {
                case "Ingress" -> object.findValues("path");
                case "HTTPRoute" -> object.path("spec").findValues("value");
                default -> List.of();
            };
            for (JsonNode path : paths) {
                if (PUBLIC.stream().noneMatch(allowed -> (path.asText() + "/").startsWith(allowed + "/"))) {
                    objections.add(Manifests.name(object) + " leads outsiders to " + path.asText());
                }
            }
        }
        return objections;
    }

    private static List<String> namespaces(Manifests manifests) {
        var objections = new ArrayList<String>();
        List<ObjectNode> namespaces = manifests.kind("Namespace").toList();
        if (namespaces.isEmpty()) {
            objections.add("no Namespace is made, so nothing enforces the security of pods");
        }
        for (ObjectNode namespace : namespaces) {
            if (!namespace
                    .path("metadata")
                    .path("labels")
                    .path("pod-security.kubernetes.io/enforce")
                    .asText()
                    .equals("restricted")) {
                objections.add(Manifests.name(namespace) + " does not enforce the restricted security of pods");
            }
        }
        return objections;
    }
}
