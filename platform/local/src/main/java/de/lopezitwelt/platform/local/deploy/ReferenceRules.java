package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.deploy.Manifests.Pod;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Every reference names an object that exists, and no secret is where others can read it. */
final class ReferenceRules {
    private static final Pattern SECRET_NAME =
            Pattern.compile("(?i).*(PASSWORD|SECRET|PEPPERS|REFRESH_KEY|API_KEY|TOKEN)(_SHA256)?");
    private static final Pattern KEY_MATERIAL = Pattern.compile(
            "-----BEGIN [A-Z ]*PRIVATE KEY-----|\"d\"\\s*:\\s*\"|\"value\"\\s*:\\s*\"[A-Za-z0-9+/=]{40,}");

    /** The hash that Kustomize appends to a name. */
    private static final Pattern DIGEST = Pattern.compile("-[2456789bcdfghkmt]{10}$");

    private ReferenceRules() {}

    static List<String> objections(Manifests manifests) {
        var objections = new ArrayList<String>();
        Set<String> names = new HashSet<>();
        for (ObjectNode object : manifests.objects()) {
            if (!names.add(object.path("apiVersion").asText() + " " + Manifests.name(object))) {
                objections.add(Manifests.name(object) + " is there twice");
            }
        }
        manifests.pods().forEach(pod -> pod(manifests, pod, objections));
        manifests.kind("Service").forEach(service -> service(manifests, service, objections));
        manifests
                .kind("ConfigMap")
                .forEach(map -> map.path("data").properties().forEach(entry -> {
                    if (SECRET_NAME.matcher(entry.getKey()).matches()
                            || KEY_MATERIAL.matcher(entry.getValue().asText()).find()) {
                        objections.add(Manifests.name(map) + " holds a secret: " + entry.getKey());
                    }
                }));
        manifests
                .kind("Secret")
                .forEach(secret -> objections.add(Manifests.name(secret)
                        + " is rendered: secrets come from ./lopez deploy secrets or a store, never from here"));
        return objections;
    }

    private static void pod(Manifests manifests, Pod pod, List<String> objections) {
        Set<String> volumes = new HashSet<>();
        for (JsonNode volume : pod.spec().path("volumes")) {
            volumes.add(volume.path("name").asText());
            String map = volume.path("configMap").path("name").asText();
            lasting(pod, map, objections);
            if (!map.isEmpty() && !exists(manifests, "ConfigMap", map)) {
                objections.add(pod.owner() + " mounts ConfigMap " + map + ", which nothing makes");
            }
        }
        String account = pod.spec().path("serviceAccountName").asText();
        if (!exists(manifests, "ServiceAccount", account)) {
            objections.add(pod.owner() + " runs as service account " + account + ", which nothing makes");
        }
        for (JsonNode container : pod.containers()) {
            for (JsonNode mount : container.path("volumeMounts")) {
                if (!volumes.contains(mount.path("name").asText())) {
                    objections.add(
                            pod.owner() + " mounts " + mount.path("name").asText() + ", which is no volume of it");
                }
            }
            for (JsonNode source : container.path("envFrom")) {
                String map = source.path("configMapRef").path("name").asText();
                lasting(pod, map, objections);
                if (!map.isEmpty() && !exists(manifests, "ConfigMap", map)) {
                    objections.add(pod.owner() + " reads ConfigMap " + map + ", which nothing makes");
                }
                if (source.has("secretRef")) {
                    objections.add(pod.owner() + " has secrets in its environment");
                }
            }
            for (JsonNode variable : container.path("env")) {
                String name = variable.path("name").asText();
                if (SECRET_NAME.matcher(name).matches()
                        || variable.path("valueFrom").has("secretKeyRef")) {
                    objections.add(pod.owner() + " has a secret in its environment: " + name);
                }
                filePath(pod, container, variable, objections);
            }
            probes(pod, container, objections);
        }
    }

    /** Kubernetes refuses a Job that has changed while it exists, and a name with a digest changes with each setting. */
    private static void lasting(Pod pod, String map, List<String> objections) {
        if (pod.owner().startsWith("Job/") && DIGEST.matcher(map).find()) {
            objections.add(pod.owner() + " names ConfigMap " + map + ", whose name changes: a Job cannot be changed");
        }
    }

    /** A setting that names a file below /run needs a volume mounted there that has the file. */
    private static void filePath(Pod pod, JsonNode container, JsonNode variable, List<String> objections) {
        String path = variable.path("value").asText();
        if (!path.startsWith("/run/")) {
            return;
        }
        for (JsonNode mount : container.path("volumeMounts")) {
            if (path.startsWith(mount.path("mountPath").asText() + "/")) {
                return;
            }
        }
        objections.add(
                pod.owner() + ": " + variable.path("name").asText() + " names " + path + ", where nothing is mounted");
    }

    private static void probes(Pod pod, JsonNode container, List<String> objections) {
        for (String probe : List.of("startupProbe", "livenessProbe", "readinessProbe")) {
            JsonNode port = container.path(probe).path("httpGet").path("port");
            if (!port.isMissingNode() && !hasPort(container, port)) {
                objections.add(
                        pod.owner() + ": " + probe + " asks port " + port.asText() + ", which the container has not");
            }
        }
    }

    private static void service(Manifests manifests, ObjectNode service, List<String> objections) {
        JsonNode selector = service.path("spec").path("selector");
        List<Pod> selected = manifests.pods().stream()
                .filter(pod -> pod.owner().startsWith("Deployment/") && selects(selector, pod.labels()))
                .toList();
        if (selected.size() != 1) {
            objections.add(Manifests.name(service) + " selects " + selected.size() + " deployments");
            return;
        }
        for (JsonNode port : service.path("spec").path("ports")) {
            if (selected.getFirst().containers().stream()
                    .noneMatch(container -> hasPort(container, port.path("targetPort")))) {
                objections.add(Manifests.name(service) + " forwards to port "
                        + port.path("targetPort").asText() + ", which the pods have not");
            }
        }
    }

    static boolean selects(JsonNode selector, JsonNode labels) {
        return selector.properties().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
    }

    private static boolean hasPort(JsonNode container, JsonNode port) {
        for (JsonNode known : container.path("ports")) {
            if (known.path("name").equals(port) || known.path("containerPort").equals(port)) {
                return true;
            }
        }
        return false;
    }

    private static boolean exists(Manifests manifests, String kind, String name) {
        return manifests
                .kind(kind)
                .anyMatch(
                        object -> object.path("metadata").path("name").asText().equals(name));
    }
}
