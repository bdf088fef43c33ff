package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.platform.local.platform.Servers;
import de.lopezitwelt.platform.mysql.MySqlAddress;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The settings that manifests give to services, and objections to those that cannot be intended. */
public final class Settings {
    private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::\\d{1,5})?");
    private static final Pattern DURATION = Pattern.compile(".*_(PATIENCE|TIMEOUT|RETENTION|INTERVAL|EVERY|AGE)");
    private static final String EXAMPLE = "example.com";

    private Settings() {}

    /** Settings of all ConfigMaps and containers, by name. */
    public static Map<String, String> of(Manifests manifests) {
        var settings = new TreeMap<String, String>();
        manifests
                .kind("ConfigMap")
                .forEach(map -> map.path("data").properties().forEach(entry -> {
                    if (entry.getKey().matches("[A-Z][A-Z0-9_]*")) {
                        settings.put(entry.getKey(), entry.getValue().asText());
                    }
                }));
        manifests
                .pods()
                .forEach(pod -> pod.containers()
                        .forEach(container -> container
                                .path("env")
                                .forEach(variable -> settings.put(
                                        variable.path("name").asText(),
                                        variable.path("value").asText()))));
        return settings;
    }

    static List<String> objections(Manifests manifests) {
        var objections = new ArrayList<String>();
        of(manifests).forEach((name, value) -> check(name, value, objections));
        for (ObjectNode map : manifests.kind("ConfigMap").toList()) {
            JsonNode authorities = map.path("data").path("ca.crt");
            if (!authorities.isMissingNode() && !authorities.asText().contains("-----BEGIN CERTIFICATE-----")) {
                objections.add(Manifests.name(map) + " holds no certificate in ca.crt");
            }
        }
        for (ObjectNode route : manifests.kind("Ingress").toList()) {
            if (route.toString().contains(EXAMPLE)) {
                objections.add(Manifests.name(route) + " still has a host of " + EXAMPLE);
            }
        }
        return objections;
    }

    private static void check(String name, String value, List<String> objections) {
        if (value.contains(EXAMPLE)) {
            objections.add(name + " still names " + EXAMPLE);
        }
        if (name.equals("LOPEZ_MYSQL_TLS") && !value.equals("verify")) {
            objections.add(name + " is " + value + ": in a cluster the server must prove who it is (verify)");
        }
        if (name.equals("LOPEZ_MYSQL_ADDRESS")) {
            try {
                MySqlAddress.parse(name, value);
            } catch (IllegalStateException wrong) {
                objections.add(name + " must be host:port, not " + value);
            }
        }
        if (name.equals("LOPEZ_KAFKA_BOOTSTRAP") && !Servers.areBrokers(value)) {
            objections.add(name + " must be host:port, separated by commas, not " + value);
        }
        if (name.equals("LOPEZ_KAFKA_SECURITY") && value.equals("plaintext")) {
            objections.add(name + " is plaintext: everybody in the cluster could read and write events");
        }
        if (name.startsWith("LOPEZ_SERVICES_") && !URL.matcher(value).matches()) {
            objections.add(name + " must be a URL without a path, not " + value);
        }
        if (DURATION.matcher(name).matches() && seconds(value) < 0) {
            objections.add(name + " must be a time with a unit, such as 30s or 10m, not " + value);
        }
    }

    /** Seconds; -1 when the text is not a time with a unit. */
    static long seconds(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT);
        try {
            return Duration.parse(upper.startsWith("P") ? upper : "PT" + upper).toSeconds();
        } catch (DateTimeParseException none) {
            return -1;
        }
    }
}
