package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Enough connections and partitions for all pods, and enough time for each pod to finish its work. */
final class CapacityRules {
    /** Connections of a pod: three pools of 16, 16 and 8, and one that checks the schema. */
    static final int CONNECTIONS_A_POD = 41;
    /** Connections of the server, by {@code deploy/mysql/my.cnf} and the specification. */
    static final int MAX_CONNECTIONS = 1000;
    /** Partitions of a domain topic: a fifth consumer would have none. */
    static final int PARTITIONS = 4;
    /** Seconds beyond the patience. */
    private static final int SECONDS_TO_END = 30;

    private CapacityRules() {}

    static List<String> objections(Manifests manifests) {
        var objections = new ArrayList<String>();
        int pods = 0;
        for (ObjectNode deployment : manifests.kind("Deployment").toList()) {
            String name = deployment.path("metadata").path("name").asText();
            int most = manifests
                    .kind("HorizontalPodAutoscaler")
                    .filter(scaler -> scaler.path("spec")
                            .path("scaleTargetRef")
                            .path("name")
                            .asText()
                            .equals(name))
                    .mapToInt(scaler -> scaler.path("spec").path("maxReplicas").asInt())
                    .findFirst()
                    .orElseGet(() -> deployment.path("spec").path("replicas").asInt(1));
            JsonNode rolling = deployment.path("spec").path("strategy").path("rollingUpdate");
            pods += most + rolling.path("maxSurge").asInt(1);
            if (rolling.path("maxUnavailable").asInt(1) != 0) {
                objections.add(Manifests.name(deployment) + " takes pods away before others serve");
            }
            if (name.equals("analytics") && most > PARTITIONS) {
                objections.add(Manifests.name(deployment) + " has more pods than its topics have partitions");
            }
            if (manifests
                    .kind("PodDisruptionBudget")
                    .noneMatch(budget -> budget.path("spec")
                            .path("selector")
                            .path("matchLabels")
                            .equals(deployment.path("spec").path("selector").path("matchLabels")))) {
                objections.add(Manifests.name(deployment) + " has no disruption budget");
            }
            grace(deployment, objections);
        }
        if (pods * CONNECTIONS_A_POD > MAX_CONNECTIONS) {
            objections.add(pods + " pods, those of a roll-out included, open up to " + pods * CONNECTIONS_A_POD
                    + " connections to MySQL, which takes " + MAX_CONNECTIONS);
        }
        return objections;
    }

    private static void grace(ObjectNode deployment, List<String> objections) {
        JsonNode spec = deployment.path("spec").path("template").path("spec");
        for (JsonNode container : spec.path("containers")) {
            for (JsonNode variable : container.path("env")) {
                if (variable.path("name").asText().equals("LOPEZ_SHUTDOWN_PATIENCE")) {
                    long patience = Settings.seconds(variable.path("value").asText());
                    if (spec.path("terminationGracePeriodSeconds").asInt(30) < patience + SECONDS_TO_END) {
                        objections.add(Manifests.name(deployment) + " is killed before its patience of " + patience
                                + " s is over");
                    }
                }
            }
        }
    }
}
