package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.local.deploy.Manifests.Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The Pod Security Standard {@code restricted}, in full, and the common rules of our pods: no token of the cluster, a
 * read-only root, no service links (their variables would look like our settings), one version of an image, a memory limit.
 */
final class PodRules {
    private static final Set<String> VOLUMES = Set.of(
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret");
    private static final List<String> HOST = List.of("hostNetwork", "hostPID", "hostIPC");

    private PodRules() {}

    static List<String> objections(Manifests manifests) {
        var objections = new ArrayList<String>();
        for (Pod pod : manifests.pods()) {
            check(pod, objections);
        }
        return objections;
    }

    private static void check(Pod pod, List<String> objections) {
        JsonNode spec = pod.spec();
        JsonNode security = spec.path("securityContext");
        for (String host : HOST) {
            object(objections, pod.owner(), !spec.path(host).asBoolean(false), host + " opens the node to it");
        }
        for (JsonNode volume : spec.path("volumes")) {
            volume.fieldNames()
                    .forEachRemaining(field -> object(
                            objections,
                            pod.owner(),
                            field.equals("name") || VOLUMES.contains(field),
                            "volume " + volume.path("name").asText() + " is of a forbidden kind, " + field));
        }
        object(
                objections,
                pod.owner(),
                !spec.path("automountServiceAccountToken").asBoolean(true),
                "has a token of the cluster");
        object(
                objections,
                pod.owner(),
                !spec.path("enableServiceLinks").asBoolean(true),
                "is told of services by variables");
        object(
                objections,
                pod.owner(),
                !spec.path("serviceAccountName").asText().isEmpty(),
                "has no service account of its own");
        object(objections, pod.owner(), !pod.containers().isEmpty(), "has no container");
        object(
                objections,
                pod.owner(),
                security.path("runAsUser").asInt(0) == 10001
                        && security.path("runAsGroup").asInt(0) == 10001,
                "does not run as user and group 10001");
        object(objections, pod.owner(), isEmpty(security.path("sysctls")), "changes settings of the kernel");
        for (JsonNode container : pod.containers()) {
            check(pod, container, objections);
        }
    }

    private static void check(Pod pod, JsonNode container, List<String> objections) {
        String who = pod.owner() + ", container " + container.path("name").asText();
        JsonNode own = container.path("securityContext");
        JsonNode shared = pod.spec().path("securityContext");
        object(objections, who, !own.path("privileged").asBoolean(false), "is privileged");
        object(objections, who, !own.path("allowPrivilegeEscalation").asBoolean(true), "may gain privileges");
        object(objections, who, own.path("readOnlyRootFilesystem").asBoolean(false), "may write to its image");
        JsonNode capabilities = own.path("capabilities");
        object(objections, who, capabilities.path("drop").toString().contains("\"ALL\""), "keeps capabilities");
        object(objections, who, isEmpty(capabilities.path("add")), "adds capabilities");
        object(
                objections,
                who,
                either(own, shared, "runAsNonRoot").asBoolean(false)
                        && either(own, shared, "runAsUser").asInt(1) != 0,
                "may run as root");
        object(
                objections,
                who,
                Set.of("RuntimeDefault", "Localhost")
                        .contains(either(own, shared, "seccompProfile")
                                .path("type")
                                .asText()),
                "has no seccomp profile");
        object(objections, who, own.path("procMount").asText("Default").equals("Default"), "sees more of /proc");
        for (JsonNode port : container.path("ports")) {
            object(objections, who, port.path("hostPort").asInt(0) == 0, "takes a port of the node");
        }
        String image = container.path("image").asText();
        object(
                objections,
                who,
                image.contains("@sha256:") || image.matches(".*:[^/:]+") && !image.endsWith(":latest"),
                "has an image without a version: " + image);
        JsonNode resources = container.path("resources");
        object(objections, who, resources.path("limits").has("memory"), "has no memory limit");
        object(
                objections,
                who,
                resources.path("requests").has("memory")
                        && resources.path("requests").has("cpu"),
                "requests no memory or no CPU");
    }

    private static JsonNode either(JsonNode own, JsonNode shared, String field) {
        return own.has(field) ? own.path(field) : shared.path(field);
    }

    private static boolean isEmpty(JsonNode list) {
        return list.isMissingNode() || list.isEmpty();
    }

    private static void object(List<String> objections, String who, boolean good, String objection) {
        if (!good) {
            objections.add(who + " " + objection);
        }
    }
}
