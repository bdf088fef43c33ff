package de.lopezitwelt.runtime.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.runtime.catalog.ToolsDefinition.HttpGet;
import de.lopezitwelt.runtime.model.ToolDefinition;
import de.lopezitwelt.runtime.outbound.AnswerTooLarge;
import de.lopezitwelt.runtime.outbound.Origin;
import de.lopezitwelt.runtime.outbound.OutboundHttp;
import de.lopezitwelt.runtime.outbound.OutboundRefused;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Reads texts from addresses that the operator allows. The model chooses the URL, so no part of it is trusted. */
public final class HttpGetTool implements Tool {

    public static final String NAME = "http_get";

    private static final Map<String, String> HEADERS =
            Map.of("accept", "application/json, text/*;q=0.9", "accept-encoding", "identity");

    private final HttpGet allowed;
    private final OutboundHttp http;
    private final ToolDefinition definition;

    public HttpGetTool(HttpGet allowed, OutboundHttp http) {
        this.allowed = allowed;
        this.http = http;
        var parameters = JsonNodeFactory.instance.objectNode().put("type", "object");
        String places = allowed.allowed().stream().map(URI::toString).collect(Collectors.joining(", "));
        parameters
                .putObject("properties")
                .putObject("url")
                .put("type", "string")
                .put("description", "Begins with one of " + places)
                .put("maxLength", 2_000);
        parameters.putArray("required").add("url");
        parameters.put("additionalProperties", false);
        definition = new ToolDefinition(NAME, "Reads a text or JSON from an allowed address", parameters);
    }

    @Override
    public ToolDefinition definition() {
        return definition;
    }

    @Override
    public int maxResultLength() {
        return LONG_RESULT;
    }

    @Override
    public Duration timeout() {
        return allowed.timeout().plusSeconds(1);
    }

    @Override
    public Uni<String> call(JsonNode arguments) {
        URI url = url(arguments.path("url").asText());
        return http.send(
                        OutboundHttp.Call.get(url, HEADERS, allowed.addresses(), allowed.timeout(), allowed.maxBytes()))
                .map(HttpGetTool::text)
                .onFailure(failure -> !(failure instanceof ToolFailure))
                .transform(HttpGetTool::reason);
    }

    private URI url(String text) {
        URI url;
        try {
            url = URI.create(text);
        } catch (IllegalArgumentException broken) {
            throw new ToolFailure("this is not a URL");
        }
        if (url.getHost() == null || allowed.allowed().stream().noneMatch(place -> isBelow(url, place))) {
            throw new ToolFailure("this address is not allowed");
        }
        return url;
    }

    /**
     * Whether the URL has the same scheme, host and port and a path below the place's path, without a step upwards in
     * any encoding.
     */
    private static boolean isBelow(URI url, URI place) {
        String path = url.getRawPath() == null ? "" : url.getRawPath().toLowerCase(Locale.ROOT);
        String below = place.getRawPath() == null ? "" : place.getRawPath();
        boolean upwards = path.contains("..")
                || path.contains("%2e")
                || path.contains("%2f")
                || path.contains("%5c")
                || path.contains("\\");
        return Origin.of(place).equals(Origin.of(url))
                && url.getRawUserInfo() == null
                && !upwards
                && (below.isEmpty() || url.getRawPath().startsWith(below));
    }

    private static String text(OutboundHttp.Answer answer) {
        String type = answer.header("content-type").toLowerCase(Locale.ROOT);
        if (answer.status() / 100 == 3) {
            throw new ToolFailure("the address points elsewhere, which is not followed");
        }
        if (answer.status() / 100 != 2) {
            throw new ToolFailure("the server answered with status " + answer.status());
        }
        boolean readable = type.startsWith("text/") || type.contains("json") || type.contains("xml");
        if (!readable) {
            throw new ToolFailure("this is no text");
        }
        return answer.body().toString(StandardCharsets.UTF_8);
    }

    private static Throwable reason(Throwable failure) {
        return switch (failure) {
            case OutboundRefused refused -> new ToolFailure("this address is not allowed");
            case AnswerTooLarge large -> new ToolFailure("the answer is too large");
            default -> new ToolFailure("the server does not answer");
        };
    }
}
