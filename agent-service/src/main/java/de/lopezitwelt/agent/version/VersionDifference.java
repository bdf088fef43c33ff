package de.lopezitwelt.agent.version;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The differences between two versions. */
@Schema(name = "AgentVersionDifference")
public record VersionDifference(
        @Schema(examples = "1") long fromVersionNumber,

        @Schema(examples = "2") long toVersionNumber,

        @Schema(description = "In the order of their paths; empty when the versions are the same")
        List<Change> changes) {

    /** One value that differs; a missing value is shown as null. */
    @Schema(name = "AgentVersionChange")
    public record Change(
            @Schema(description = "JSON Pointer (RFC 6901) into the version", examples = "/config/system_prompt")
            String path,

            @Schema(type = SchemaType.OBJECT) JsonNode before,

            @Schema(type = SchemaType.OBJECT) JsonNode after) {}

    static VersionDifference between(AgentVersionView from, AgentVersionView to) {
        List<Change> changes = new ArrayList<>();
        compare("/config", from.config(), to.config(), changes);
        JsonNodeFactory json = JsonNodeFactory.instance;
        compare("/model", json.textNode(from.model()), json.textNode(to.model()), changes);
        return new VersionDifference(from.versionNumber(), to.versionNumber(), List.copyOf(changes));
    }

    /** Compares objects member by member, anything else as a whole: parts of a changed list would explain nothing. */
    private static void compare(String path, JsonNode before, JsonNode after, List<Change> changes) {
        if (before.equals(after)) {
            return;
        }
        if (!before.isObject() || !after.isObject()) {
            changes.add(new Change(path, before, after));
            return;
        }
        var names = new TreeSet<String>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            String pointer = path + '/' + name.replace("~", "~0").replace("/", "~1");
            compare(pointer, member(before, name), member(after, name), changes);
        }
    }

    private static JsonNode member(JsonNode object, String name) {
        JsonNode member = object.get(name);
        return member == null ? JsonNodeFactory.instance.nullNode() : member;
    }
}
