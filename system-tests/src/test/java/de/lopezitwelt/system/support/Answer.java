package de.lopezitwelt.system.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.stream.StreamSupport;

/** An HTTP answer, read to its end. */
public record Answer(String call, int status, HttpHeaders headers, String body) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError(this + " is not JSON", e);
        }
    }

    public String text(String field) {
        return json().path(field).asText();
    }

    public Answer expect(int expected) {
        assertThat(status).as("%s", this).isEqualTo(expected);
        return this;
    }

    public Answer expectProblem(int expected) {
        expect(expected);
        assertThat(headers.firstValue("Content-Type").orElse("none"))
                .as("%s", this)
                .startsWith("application/problem+json");
        assertThat(json().path("status").asInt()).as("%s", this).isEqualTo(expected);
        return this;
    }

    public List<String> violatedFields() {
        return StreamSupport.stream(json().path("violations").spliterator(), false)
                .map(violation -> violation.path("field").asText())
                .toList();
    }

    /** The body without what differs between two answers of the same kind: the correlation id. */
    public String comparableBody() {
        if (json() instanceof ObjectNode problem) {
            return problem.deepCopy().without("instance").toString();
        }
        return body;
    }

    @Override
    public String toString() {
        return call + " → " + status + " " + (body.length() > 600 ? body.substring(0, 600) + "…" : body);
    }
}
