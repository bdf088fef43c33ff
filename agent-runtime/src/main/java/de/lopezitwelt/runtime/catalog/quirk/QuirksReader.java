package de.lopezitwelt.runtime.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import de.lopezitwelt.runtime.catalog.file.KeyReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the quirks of a provider, or those of a model, which differ from its provider's. */
public final class QuirksReader {

    /** The keys that the entry of a provider or a model may have. */
    public static final List<String> KEYS = List.of(
            "stream_options",
            "system_messages",
            "alternating_turns",
            "token_limit_field",
            "headers",
            "query",
            "extra_body",
            "reasoning",
            "passes",
            "prompt_caching",
            "short_call_ids");

    private static final int LARGEST_BODY = 16 * 1024;

    private final CatalogNode node;
    private final OwnValuesReader own;

    /** @param keyHeader the header that the provider's key goes into, lower case */
    public QuirksReader(CatalogNode node, KeyReader keys, String keyHeader) {
        this.node = node;
        this.own = new OwnValuesReader(node, keys, keyHeader);
    }

    /**
     * The header for the provider's key, lower case.
     *
     * @param usual when the entry names none
     */
    public static String keyHeader(CatalogNode node, String usual) {
        String name = node.optionalText("key_header");
        if (name == null) {
            return usual;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (!OwnValuesReader.mayCarryAKey(lower)) {
            node.problem("key_header", "must be a header that may carry a key, not " + node.shown("key_header"));
            return usual;
        }
        return lower;
    }

    /** @param base the values for keys that the entry does not have */
    public Quirks read(Quirks base) {
        String system = node.choice("system_messages", base.systemMessages().wireName(), SystemMessages.wireNames());
        return new Quirks(
                node.flag("stream_options", base.streamOptions()),
                SystemMessages.valueOf(system.toUpperCase(Locale.ROOT)),
                node.flag("alternating_turns", base.alternatingTurns()),
                node.choice(
                        "token_limit_field", base.tokenLimitField(), Quirks.MAX_TOKENS, Quirks.MAX_COMPLETION_TOKENS),
                own.headers(base.headers()),
                own.query(base.query()),
                extraBody(base.extraBody()),
                ReasoningForm.valueOf(node.choice("reasoning", base.reasoning().wireName(), ReasoningForm.wireNames())
                        .toUpperCase(Locale.ROOT)),
                node.value("passes") == null ? base.passes() : node.enums("passes", Passed.values(), Passed::wireName),
                node.flag("prompt_caching", base.promptCaching()),
                node.flag("short_call_ids", base.shortCallIds()));
    }

    private List<JsonNode> extraBody(List<JsonNode> base) {
        CatalogNode patch = own.object("extra_body");
        JsonNode value = node.value("extra_body");
        if (patch == null || value == null) {
            return base;
        }
        for (String name : patch.keys()) {
            if (Quirks.isOurs(name)) {
                patch.problem(name, "is set by the platform");
            }
        }
        if (value.toString().length() > LARGEST_BODY) {
            node.problem("extra_body", "must be at most " + LARGEST_BODY + " characters of JSON");
        }
        List<JsonNode> patches = new ArrayList<>(base);
        patches.add(value);
        return patches;
    }
}
