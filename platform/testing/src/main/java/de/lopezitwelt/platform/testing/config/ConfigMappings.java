package de.lopezitwelt.platform.testing.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Reads configuration interfaces without Quarkus. Keys of the given values are relative to the prefix of the interface; a
 * key that the interface does not know fails.
 */
public final class ConfigMappings {
    private ConfigMappings() {}

    /**
     * The configuration with nothing set.
     *
     * @param required values of the keys that have no default
     */
    public static <T> T defaults(Class<T> type, Map<String, String> required) {
        return read(type, required);
    }

    /**
     * The configuration with every key set to something else than its default.
     *
     * @throws AssertionError naming the methods whose key has no value or the default's
     */
    public static <T> T full(Class<T> type, Map<String, String> values) {
        T config = read(type, values);
        List<String> unset = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .filter(method -> !isSet(method, config, type, values))
                .map(Method::getName)
                .sorted()
                .toList();
        if (!unset.isEmpty()) {
            throw new AssertionError(type.getSimpleName() + " has its default in " + unset);
        }
        return config;
    }

    /** Compares with a configuration that has all the other keys: a key whose value is the default changes nothing. */
    private static <T> boolean isSet(Method method, T config, Class<T> type, Map<String, String> values) {
        Object value = call(method, config);
        boolean absent = value instanceof Optional<?> optional && optional.isEmpty()
                || value instanceof OptionalInt number && number.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty();
        return !absent && !value.equals(byDefault(method, type, values));
    }

    private static Object byDefault(Method method, Class<?> type, Map<String, String> values) {
        var others = new HashMap<>(values);
        String key = keyOf(method);
        others.keySet().removeIf(other -> other.equals(key) || other.startsWith(key + "."));
        try {
            return call(method, read(type, others));
        } catch (RuntimeException required) {
            return Optional.empty();
        }
    }

    /** {@code lastUsedInterval} → {@code last-used-interval}. */
    private static String keyOf(Method method) {
        return method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Object call(Method method, Object config) {
        try {
            method.setAccessible(true);
            return Objects.requireNonNull(method.invoke(config));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static <T> T read(Class<T> type, Map<String, String> values) {
        String prefix =
                Objects.requireNonNull(type.getAnnotation(ConfigMapping.class)).prefix() + ".";
        var keys = new HashMap<String, String>();
        values.forEach((key, value) -> keys.put(prefix + key, value));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withMapping(type)
                .withDefaultValues(keys)
                .build()
                .getConfigMapping(type);
    }
}
