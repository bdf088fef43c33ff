package de.lopezitwelt.platform.web.settings;

import io.smallrye.config.ConfigMapping;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Decides which settings cannot be intended. Its objections name keys, never the values of secrets. */
final class SettingsPolicy {
    private static final String OWN = "lopez.";
    private static final String OWN_VARIABLE = "LOPEZ_";
    /** Secrets from examples, which everybody knows. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?i)<.*>|(?:change|replace|set|fill)[-_ ]?(?:me|this|it|in).*|.*(?:placeholder|example).*|secret|password|root|todo|x+");

    /** Names of keys outside of configuration interfaces that hold a time. */
    private static final Pattern TIME =
            Pattern.compile("lopez\\..*[.-](?:patience|reload|timeout|interval|retention|time)");

    private static final Pattern WITHOUT_UNIT = Pattern.compile("[+-]?\\d+");
    /** Keys that the program reads directly, some of them after this check: with the first connection or the first model. */
    private static final Set<String> LATER = Set.of(
            "lopez.http.head-time",
            "lopez.http.request-time",
            "lopez.models.catalog",
            "lopez.models.reload-millis",
            "lopez.model.base-url",
            "lopez.model.name",
            "lopez.model.api-key",
            "lopez.model.images",
            "lopez.chat.retention.partition-years",
            "lopez.analytics.log-years");

    private SettingsPolicy() {}

    /**
     * @param asked keys that the program has read
     * @param told keys in files and system properties, perhaps with a profile
     * @param environment names of its variables
     * @param durations keys that hold a time
     * @param values the value of a key, empty for none
     */
    static List<String> objections(
            Set<String> asked,
            Collection<String> told,
            Collection<String> environment,
            Collection<String> durations,
            UnaryOperator<String> values) {
        var objections = new ArrayList<String>();
        Set<String> known = known(asked);
        for (String key : new TreeSet<>(told)) {
            if (key.startsWith(OWN) && !known.contains(unquoted(key))) {
                objections.add(key + " is no key of this service");
            }
        }
        var variables = new HashSet<String>();
        known.forEach(key -> variables.add(variable(key)));
        for (String name : new TreeSet<>(environment)) {
            if (name.startsWith(OWN_VARIABLE) && !variables.contains(name)) {
                objections.add(name + " is no key of this service");
            }
        }
        var times = new TreeSet<>(durations);
        // Quarkus reads a number alone as seconds, and some of its own defaults are such numbers.
        times.removeIf(key -> !key.startsWith(OWN));
        known.stream().filter(key -> TIME.matcher(key).matches()).forEach(times::add);
        for (String key : times) {
            if (WITHOUT_UNIT.matcher(values.apply(key).strip()).matches()) {
                objections.add(key + " has no unit: write 30s, 10m or 1h");
            }
        }
        for (String key : asked) {
            if (SecretFiles.isSecret(key)
                    && PLACEHOLDER.matcher(values.apply(key).strip()).matches()) {
                objections.add(key + " is a placeholder, which everybody knows");
            }
        }
        return objections;
    }

    /** Keys that hold a time, in a configuration interface and in its groups. Groups by name have keys of their own. */
    static List<String> durationKeys(Class<?> mapping) {
        var keys = new ArrayList<String>();
        ConfigMapping annotation = mapping.getAnnotation(ConfigMapping.class);
        collect(annotation == null ? "" : annotation.prefix(), mapping, keys);
        return keys;
    }

    private static void collect(String prefix, Class<?> type, List<String> keys) {
        for (Method method : type.getMethods()) {
            String key = prefix + "." + hyphenated(method.getName());
            if (!Modifier.isAbstract(method.getModifiers())) {
                continue;
            }
            if (isDuration(method)) {
                keys.add(key);
            } else if (method.getReturnType().isInterface()
                    && method.getReturnType().getName().startsWith("de.lopezitwelt.")) {
                collect(key, method.getReturnType(), keys);
            }
        }
    }

    private static boolean isDuration(Method method) {
        return method.getReturnType() == Duration.class
                || method.getGenericReturnType() instanceof ParameterizedType generic
                        && List.of(generic.getActualTypeArguments()).contains(Duration.class);
    }

    private static Set<String> known(Set<String> asked) {
        var known = new HashSet<String>(LATER);
        for (String key : asked) {
            known.add(unquoted(key));
            if (SecretFiles.isSecret(key)) {
                known.add(unquoted(key) + SecretFiles.SUFFIX);
            }
        }
        return known;
    }

    private static String unquoted(String key) {
        return key.replace("\"", "");
    }

    /** The variable's name, as MicroProfile Config derives it from a key. */
    private static String variable(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    private static String hyphenated(String camelCase) {
        return camelCase.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
