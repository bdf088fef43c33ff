package de.lopezitwelt.runtime.catalog.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.lopezitwelt.runtime.outbound.OutboundAddressPolicy;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One object of the catalog file. It records errors under their paths and reads on with a harmless value. */
public final class CatalogNode {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})\\s*(ms|s|m)");
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int LONGEST_SHOWN = 60;
    private static final URI NOWHERE = URI.create("https://invalid.invalid");

    private final JsonNode json;
    private final String path;
    private final @Nullable String ownName;
    private final List<String> problems;

    public CatalogNode(JsonNode json, String path, List<String> problems) {
        this(json, path, null, problems);
    }

    private CatalogNode(JsonNode json, String path, @Nullable String ownName, List<String> problems) {
        this.json = json;
        this.path = path;
        this.ownName = ownName;
        this.problems = problems;
        if (!json.isObject()) {
            problem("", "must be an object");
        }
    }

    /** The key under which an entry stands, or in a list the name it gives itself. */
    public String name() {
        return ownName == null ? text("name") : ownName;
    }

    public void problem(String key, String reason) {
        String where = path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
        problems.add((where.isEmpty() ? "the catalog" : where) + ": " + reason);
    }

    public void allowOnly(String... keys) {
        allowOnly(Arrays.asList(keys));
    }

    public void allowOnly(Collection<String> known) {
        json.fieldNames().forEachRemaining(key -> {
            if (!known.contains(key)) {
                problem(key, "is not a known key");
            }
        });
    }

    /** The same entry over what a preset says: each key of the entry wins, and a null takes the preset's away. */
    public CatalogNode over(ObjectNode preset) {
        if (!(json instanceof ObjectNode own)) {
            return this;
        }
        ObjectNode both = preset.deepCopy();
        both.setAll(own);
        return new CatalogNode(both, path, ownName, problems);
    }

    /** The keys of this object in their order, those whose value is null included. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    @Nullable
    public CatalogNode child(String key) {
        JsonNode value = value(key);
        return value == null ? null : new CatalogNode(value, below(key), problems);
    }

    private String below(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Entries by their names, or a list of entries that name themselves. */
    public List<CatalogNode> entries(String key) {
        JsonNode value = value(key);
        if (value == null || value.isArray()) {
            return items(key);
        }
        List<CatalogNode> entries = new ArrayList<>();
        if (!value.isObject()) {
            problem(key, "must be an object");
        }
        value.forEachEntry(
                (name, entry) -> entries.add(new CatalogNode(entry, below(key) + "." + name, name, problems)));
        return entries;
    }

    public List<CatalogNode> items(String key) {
        List<CatalogNode> items = new ArrayList<>();
        JsonNode value = value(key);
        if (value == null) {
            return items;
        }
        if (!value.isArray()) {
            problem(key, "must be a list");
            return items;
        }
        for (int i = 0; i < value.size(); i++) {
            items.add(new CatalogNode(value.get(i), below(key) + "[" + i + "]", problems));
        }
        return items;
    }

    public String text(String key) {
        String value = optionalText(key);
        if (value == null) {
            problem(key, "is required");
        }
        return value == null ? "" : value;
    }

    @Nullable
    public String optionalText(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return null;
        }
        if (!value.isValueNode() || value.asText().isBlank()) {
            problem(key, "must be a text");
            return null;
        }
        return value.asText();
    }

    /** A URL that may be registered; a harmless one instead of any other. */
    public URI url(String key, OutboundAddressPolicy addresses) {
        String text = text(key);
        return text.isEmpty() ? NOWHERE : url(key, text, addresses);
    }

    /** A list of them. */
    public List<URI> urls(String key, OutboundAddressPolicy addresses) {
        List<URI> urls = new ArrayList<>();
        JsonNode list = value(key);
        if (list == null || !list.isArray() || list.isEmpty()) {
            problem(key, "must be a list of URLs");
            return urls;
        }
        for (int i = 0; i < list.size(); i++) {
            urls.add(url(key + "[" + i + "]", list.get(i).asText(), addresses));
        }
        return urls;
    }

    private URI url(String key, String text, OutboundAddressPolicy addresses) {
        try {
            URI url = URI.create(text);
            addresses.checkUrl(url);
            return url;
        } catch (OutboundRefused e) {
            problem(key, String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            problem(key, "is not a URL");
        }
        return NOWHERE;
    }

    public String choice(String key, String preset, String... choices) {
        String value = optionalText(key);
        if (value == null) {
            return preset;
        }
        if (!Arrays.asList(choices).contains(value)) {
            problem(key, "must be one of " + String.join(", ", choices) + ", not " + shown(key));
            return preset;
        }
        return value;
    }

    public boolean flag(String key, boolean preset) {
        JsonNode value = value(key);
        if (value != null && !value.isBoolean()) {
            problem(key, "must be true or false, not " + shown(key));
        }
        return value == null ? preset : value.asBoolean();
    }

    /** The value, cut for the report of a problem. Never used for the value of a key or a header. */
    public String shown(String key) {
        JsonNode value = value(key);
        String text = value == null ? "null" : value.isContainerNode() ? value.toString() : '"' + value.asText() + '"';
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN) + "…";
    }

    /** A null preset makes the key required. */
    public int integer(String key, @Nullable Integer preset, int min, int max) {
        JsonNode value = value(key);
        if (value == null) {
            if (preset == null) {
                problem(key, "is required");
            }
            return preset == null ? 0 : preset;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber() || value.intValue() < min || value.intValue() > max) {
            problem(key, "must be a whole number from " + min + " to " + max);
            return 0;
        }
        return value.intValue();
    }

    public BigDecimal amount(String key) {
        JsonNode value = value(key);
        if (value == null) {
            return BigDecimal.ZERO;
        }
        if (!value.isNumber() || value.decimalValue().signum() < 0 || value.doubleValue() > 1e6) {
            problem(key, "must be a number from 0 to 1000000");
            return BigDecimal.ZERO;
        }
        return value.decimalValue();
    }

    /** @param usual the value when the entry names none */
    public String currency(String usual) {
        String value = optionalText("currency");
        if (value != null && !value.matches("[A-Z]{3}")) {
            problem("currency", "must be an ISO 4217 code");
        }
        return value == null ? usual : value;
    }

    @Nullable
    public BigDecimal optionalAmount(String key) {
        return value(key) == null ? null : amount(key);
    }

    public Duration duration(String key, Duration preset) {
        String value = optionalText(key);
        if (value == null) {
            return preset;
        }
        Matcher matcher = DURATION.matcher(value);
        if (matcher.matches()) {
            long number = Long.parseLong(matcher.group(1));
            Duration duration = switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(number);
                case "s" -> Duration.ofSeconds(number);
                default -> Duration.ofMinutes(number);
            };
            if (duration.isPositive() && duration.compareTo(LONGEST) <= 0) {
                return duration;
            }
        }
        problem(key, "must be a time from 1ms to 60m, written like 500ms, 30s or 10m");
        return preset;
    }

    public <E> Set<E> enums(String key, E[] values, Function<E, String> wireName) {
        Set<E> result = new LinkedHashSet<>();
        JsonNode list = value(key);
        if (list == null) {
            return result;
        }
        for (int i = 0; i < list.size(); i++) {
            String text = list.get(i).asText();
            int before = result.size();
            Arrays.stream(values)
                    .filter(value -> wireName.apply(value).equals(text))
                    .forEach(result::add);
            if (result.size() == before) {
                problem(
                        key + "[" + i + "]",
                        "must be one of "
                                + String.join(
                                        ", ",
                                        Arrays.stream(values).map(wireName).toList()));
            }
        }
        if (!list.isArray()) {
            problem(key, "must be a list");
        }
        return result;
    }

    /** The value itself; null when there is none. */
    @Nullable
    public JsonNode value(String key) {
        JsonNode value = json.get(key);
        return value == null || value.isNull() ? null : value;
    }
}
