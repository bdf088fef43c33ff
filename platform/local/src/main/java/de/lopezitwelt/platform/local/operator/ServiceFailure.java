package de.lopezitwelt.platform.local.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.StringJoiner;

/** A service answered with an error. The message is for people: what a problem says (RFC 9457), else the body. */
public final class ServiceFailure extends IOException {
    public static final int UNAUTHORIZED = 401;
    public static final int NOT_FOUND = 404;
    public static final int CONFLICT = 409;

    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;

    /** @param body as it came */
    public ServiceFailure(String method, URI uri, int status, String body) {
        super("%s %s answered %d: %s".formatted(method, uri, status, sentence(body)));
        this.status = status;
    }

    public int status() {
        return status;
    }

    private static String sentence(String body) {
        JsonNode problem = parsed(body);
        if (!problem.path("title").isTextual()) {
            return body.strip();
        }
        var sentence = new StringJoiner("; ");
        sentence.add(problem.path("title").asText());
        if (problem.path("detail").isTextual()) {
            sentence.add(problem.path("detail").asText());
        }
        for (JsonNode violation : problem.path("violations")) {
            sentence.add((violation.path("field").asText() + " "
                            + violation.path("reason").asText())
                    .strip());
        }
        return sentence.toString();
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return JSON.missingNode();
        }
    }
}
