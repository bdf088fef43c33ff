package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which service may call which, according to the NetworkPolicies. */
public final class CallEdges {
    private static final String NAME = "app.kubernetes.io/name";

    private CallEdges() {}

    /** Edges such as {@code chat -> agent:8082} that the policies of both the caller and the callee permit. */
    public static Set<String> permitted(Manifests manifests) {
        var out = new TreeSet<String>();
        var in = new TreeSet<String>();
        manifests.kind("NetworkPolicy").forEach(policy -> {
            String own = policy.path("spec")
                    .path("podSelector")
                    .path("matchLabels")
                    .path(NAME)
                    .asText();
            if (!own.isEmpty()) {
                collect(policy.path("spec").path("egress"), "to", own, out, true);
                collect(policy.path("spec").path("ingress"), "from", own, in, false);
            }
        });
        out.retainAll(in);
        return out;
    }

    /** Finds policies that permit only one half of a call, and a missing policy that denies everything else. */
    static List<String> objections(Manifests manifests) {
        var objections = new ArrayList<String>();
        var out = new TreeSet<String>();
        var in = new TreeSet<String>();
        boolean denies = false;
        for (ObjectNode policy : manifests.kind("NetworkPolicy").toList()) {
            JsonNode spec = policy.path("spec");
            String own = spec.path("podSelector").path("matchLabels").path(NAME).asText();
            if (!own.isEmpty()) {
                collect(spec.path("egress"), "to", own, out, true);
                collect(spec.path("ingress"), "from", own, in, false);
            }
            denies |= spec.path("podSelector").isEmpty()
                    && spec.path("policyTypes").size() == 2
                    && spec.path("ingress").isEmpty()
                    && spec.path("egress").isEmpty();
        }
        if (!denies) {
            objections.add("no NetworkPolicy denies what no other one permits");
        }
        for (String edge : out) {
            if (!in.contains(edge)) {
                objections.add(edge + " may leave, but does not come in");
            }
        }
        for (String edge : in) {
            if (!out.contains(edge)) {
                objections.add(edge + " may come in, but does not leave");
            }
        }
        return objections;
    }

    private static void collect(JsonNode rules, String side, String own, Set<String> edges, boolean outwards) {
        for (JsonNode rule : rules) {
            for (JsonNode peer : rule.path(side)) {
                String other =
                        peer.path("podSelector").path("matchLabels").path(NAME).asText();
                if (other.isEmpty()) {
                    continue;
                }
                for (JsonNode port : rule.path("ports")) {
                    edges.add((outwards ? own + " -> " + other : other + " -> " + own) + ":"
                            + port.path("port").asText());
                }
            }
        }
    }
}
