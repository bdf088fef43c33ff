package de.lopezitwelt.platform.testing.schema;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An intended difference with its reason. {@code *} in a text stands for anything.
 *
 * @param service the service of the schema; null for a rule that several services follow
 */
record ListedDifference(@Nullable String service, String fact, String specification, String here, String reason) {

    /** The common list of this module and, if there is one, the service's own list on the test class path. */
    static List<ListedDifference> load(String service) {
        ObjectMapper json = new ObjectMapper();
        return List.of("/schema/differences.json", "/schema-differences.json").stream()
                .flatMap(resource -> {
                    try (InputStream in = ListedDifference.class.getResourceAsStream(resource)) {
                        return in == null
                                ? List.<ListedDifference>of().stream()
                                : Arrays.stream(json.readValue(in, ListedDifference[].class));
                    } catch (IOException e) {
                        throw new UncheckedIOException(resource, e);
                    }
                })
                .filter(listed -> listed.service == null || listed.service.equals(service))
                .toList();
    }

    boolean explains(Difference difference) {
        return matches(fact, difference.fact())
                && matches(specification, difference.specification())
                && matches(here, difference.here());
    }

    private static boolean matches(String pattern, String text) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return text.matches(regex);
    }
}
