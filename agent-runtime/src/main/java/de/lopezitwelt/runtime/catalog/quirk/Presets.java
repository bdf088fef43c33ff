package de.lopezitwelt.runtime.catalog.quirk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import de.lopezitwelt.runtime.catalog.file.CatalogNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The presets of common providers and servers, which save settings in the catalog's entries. */
public final class Presets {

    private static final String RESOURCE = "/presets/providers.yaml";

    private final JsonNode presets;

    public Presets() {
        try (InputStream in = Presets.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing");
            }
            presets = new YAMLMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All names, in the order of the file. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        presets.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** The entry over the preset that its key {@code preset} names; the entry itself when it names none. */
    public CatalogNode under(CatalogNode entry) {
        String name = entry.choice("preset", "", names().toArray(String[]::new));
        return presets.get(name) instanceof ObjectNode preset ? entry.over(preset) : entry;
    }
}
