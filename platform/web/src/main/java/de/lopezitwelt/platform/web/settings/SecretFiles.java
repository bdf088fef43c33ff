package de.lopezitwelt.platform.web.settings;

import io.quarkus.runtime.annotations.StaticInitSafe;
import io.smallrye.config.ConfigSourceInterceptor;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.Priorities;
import jakarta.annotation.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets each secret be named as a file: {@code lopez.service.secret-file} instead of {@code lopez.service.secret}. Many tools show
 * environment variables, and child processes inherit them; files have neither fault. Also notes which of our keys are read, so
 * that a key that nothing reads can be refused.
 */
@Priority(Priorities.LIBRARY + 260)
@StaticInitSafe
public final class SecretFiles implements ConfigSourceInterceptor {
    static final String SUFFIX = "-file";
    private static final long serialVersionUID = 1;
    private static final String OWN = "lopez.";
    private static final String MAIL_PASSWORD = "quarkus.mailer.password";
    private static final Pattern SECRET =
            Pattern.compile("lopez\\..*(?:password|secret|secret-sha256|peppers|refresh-key|api-key)");

    private static final Set<String> ASKED = ConcurrentHashMap.newKeySet();
    private static final Map<String, Path> READ = new ConcurrentHashMap<>();

    static boolean isSecret(String key) {
        return SECRET.matcher(key).matches() || key.equals(MAIL_PASSWORD);
    }

    /** Our keys that this process has read. */
    static Set<String> asked() {
        return new TreeSet<>(ASKED);
    }

    /** Secrets that came from files, by their key without the suffix. */
    static Map<String, Path> read() {
        return Map.copyOf(READ);
    }

    @Override
    public @Nullable ConfigValue getValue(ConfigSourceInterceptorContext context, String name) {
        if (name.startsWith(OWN)) {
            ASKED.add(name);
        }
        ConfigValue value = context.proceed(name);
        if (!isSecret(name)) {
            return value;
        }
        ConfigValue named = context.restart(name + SUFFIX);
        if (named == null || named.getValue() == null || named.getValue().isBlank()) {
            return value;
        }
        if (value != null && value.getValue() != null && !value.getValue().isBlank()) {
            throw new IllegalStateException("Not started: both " + name + " and " + name + SUFFIX + " are set");
        }
        Path file = Path.of(named.getValue().strip());
        READ.put(name, file);
        return named.withName(name).withValue(content(name, file));
    }

    /** Lists a secret under its own name when only its file is configured. */
    @Override
    public Iterator<String> iterateNames(ConfigSourceInterceptorContext context) {
        Set<String> names = new TreeSet<>();
        context.iterateNames().forEachRemaining(name -> {
            String secret = name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : "";
            names.add(isSecret(secret) ? secret : name);
        });
        return names.iterator();
    }

    private static String content(String key, Path file) {
        String text;
        try {
            text = Files.readString(file).strip();
        } catch (IOException unreadable) {
            throw new IllegalStateException("Not started: " + key + SUFFIX + " cannot be read: " + file, unreadable);
        }
        if (text.isEmpty()) {
            throw new IllegalStateException("Not started: " + key + SUFFIX + " is empty: " + file);
        }
        if (text.contains("${")) {
            throw new IllegalStateException("Not started: " + key + SUFFIX
                    + " holds a dollar sign before a brace, which has a meaning here: " + file);
        }
        return text;
    }
}
