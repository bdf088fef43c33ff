package de.lopezitwelt.platform.local.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The objects of a rendered overlay. */
public record Manifests(List<ObjectNode> objects) {
    private static final YAMLMapper YAML = new YAMLMapper();

    public Manifests {
        objects = List.copyOf(objects);
    }

    /** @throws IOException when the text is not YAML, or holds anything but objects with a kind and a name */
    public static Manifests parse(String yaml) throws IOException {
        var objects = new ArrayList<ObjectNode>();
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (documents.hasNextValue()) {
                JsonNode document = documents.nextValue();
                if (!(document instanceof ObjectNode object) || name(object).equals("/")) {
                    throw new IOException("an object without kind and name: " + document);
                }
                objects.add(object);
            }
        }
        return new Manifests(objects);
    }

    Stream<ObjectNode> kind(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    /** The pods of Deployments, Jobs and CronJobs. */
    public List<Pod> pods() {
        return objects.stream()
                .flatMap(object -> switch (object.path("kind").asText()) {
                    case "Deployment", "Job", "StatefulSet", "DaemonSet" ->
                        Stream.of(new Pod(name(object), object.path("spec").path("template")));
                    case "CronJob" ->
                        Stream.of(new Pod(
                                name(object),
                                object.path("spec")
                                        .path("jobTemplate")
                                        .path("spec")
                                        .path("template")));
                    case "Pod" -> Stream.of(new Pod(name(object), object));
                    default -> Stream.<Pod>empty();
                })
                .toList();
    }

    /** {@code Deployment/chat}, for messages. */
    static String name(JsonNode object) {
        return object.path("kind").asText() + "/"
                + object.path("metadata").path("name").asText();
    }

    /**
     * A kind of pod.
     *
     * @param owner the object that starts it
     * @param template metadata and specification
     */
    public record Pod(String owner, JsonNode template) {
        public JsonNode spec() {
            return template.path("spec");
        }

        JsonNode labels() {
            return template.path("metadata").path("labels");
        }

        /** All containers, including init containers. */
        public List<JsonNode> containers() {
            var all = new ArrayList<JsonNode>();
            spec().path("initContainers").forEach(all::add);
            spec().path("containers").forEach(all::add);
            spec().path("ephemeralContainers").forEach(all::add);
            return all;
        }
    }
}
