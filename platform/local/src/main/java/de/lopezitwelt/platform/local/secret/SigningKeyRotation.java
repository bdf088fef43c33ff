package de.lopezitwelt.platform.local.secret;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replaces the key that signs access tokens, in the file that auth reads: the first key signs, all are published. Each
 * step writes the file once, and the file alone says which step is next, so that a rotation that was broken off goes on
 * where it stood.
 */
public final class SigningKeyRotation {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public SigningKeyRotation(Path file) {
        this.file = file;
    }

    /** What the file asks for. */
    public enum Step {
        /** One key: a new one is to be announced. */
        PUBLISH,
        /** The newest key is announced and does not sign yet. */
        SIGN,
        /** The newest key signs; older ones are still published. */
        RETIRE
    }

    public Step next() throws IOException {
        List<JsonNode> keys = read();
        if (keys.size() == 1) {
            return Step.PUBLISH;
        }
        return keys.getFirst().equals(newest(keys)) ? Step.RETIRE : Step.SIGN;
    }

    /** Announces a new key behind the others; gives its id. */
    public String publish() throws IOException {
        require(Step.PUBLISH);
        List<JsonNode> keys = read();
        String id = "local-" + (number(keys.getFirst()) + 1);
        keys.add(JSON.readTree(SigningKey.generate(id).toPrivateKeySet())
                .path("keys")
                .path(0));
        write(keys);
        return id;
    }

    /** Lets the newest key sign; gives its id. */
    public String sign() throws IOException {
        require(Step.SIGN);
        List<JsonNode> keys = read();
        JsonNode newest = newest(keys);
        keys.remove(newest);
        keys.addFirst(newest);
        write(keys);
        return id(newest);
    }

    /** Takes every key but the first away. */
    public void retire() throws IOException {
        require(Step.RETIRE);
        write(List.of(read().getFirst()));
    }

    /** Ids of all published keys, the signing one first. */
    public List<String> ids() throws IOException {
        return read().stream().map(SigningKeyRotation::id).toList();
    }

    private void require(Step step) throws IOException {
        if (next() != step) {
            throw new IllegalStateException("The key file asks for " + next() + ", not for " + step);
        }
    }

    private List<JsonNode> read() throws IOException {
        var keys = new ArrayList<JsonNode>();
        JSON.readTree(Files.readString(file)).path("keys").forEach(keys::add);
        if (keys.isEmpty()) {
            throw new IOException(file + " holds no key");
        }
        return keys;
    }

    private void write(List<JsonNode> keys) throws IOException {
        ArrayNode array = JSON.createArrayNode().addAll(keys);
        ObjectNode set = JSON.createObjectNode().set("keys", array);
        PrivateFiles.write(file, text(set));
    }

    private static String text(JsonNode json) throws JsonProcessingException {
        return JSON.writeValueAsString(json);
    }

    private static JsonNode newest(List<JsonNode> keys) {
        return keys.stream()
                .max(Comparator.comparingLong(SigningKeyRotation::number))
                .orElseThrow();
    }

    private static String id(JsonNode key) {
        return key.path("kid").asText();
    }

    /** The number at the end of the id: later keys have higher ones. */
    private static long number(JsonNode key) {
        String digits = id(key).replaceAll(".*?(\\d*)$", "$1");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
