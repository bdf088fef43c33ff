package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.json.WellFormed;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a server replied to one request.
 *
 * @param message the response; null when there was none
 */
record McpReply(int status, @Nullable JsonNode message) {

    /** Servers tell of a forgotten session with 404, as the specification has it, and with others. */
    private static final Set<Integer> FORGETTING = Set.of(400, 401, 404, 410);

    /** JSON-RPC errors that are about the request itself: no such method, and wrong parameters. */
    private static final Set<Integer> ABOUT_THE_REQUEST = Set.of(-32_601, -32_602);

    private static final Pattern NO_SESSION = Pattern.compile(
            "(?i)\\bsession\\b.{0,40}\\b(not found|unknown|invalid|expired|terminated|closed|missing|required"
                    + "|not exist|no longer|not valid)\\b"
                    + "|\\b(no|no valid|invalid|unknown|expired|missing|bad)\\b.{0,12}\\bsession\\b"
                    + "|\\b(not|before|without)\\b.{0,20}\\binitiali[sz](ed|ation)\\b");

    private static final int LONGEST_REASON = 900;

    /** Whether the server says that it does not know the session that was sent. */
    boolean forgotten() {
        JsonNode error = message == null ? null : message.get("error");
        if (error != null && NO_SESSION.matcher(reason(error)).find()) {
            return true;
        }
        boolean understood = message != null
                && (error == null
                        || ABOUT_THE_REQUEST.contains(error.path("code").asInt()));
        return FORGETTING.contains(status) && !understood;
    }

    /**
     * The result.
     *
     * @throws McpFailure when there is none
     */
    JsonNode result() {
        if (message == null) {
            throw new McpFailure(
                    status == 401
                            ? "the server refuses our key, or wants a sign-in that is not configured (status 401)"
                            : "the server answered with status " + status);
        }
        if (message.hasNonNull("error")) {
            String reason = reason(message.get("error"));
            throw new McpFailure("the server refused the request" + (reason.isBlank() ? "" : ": " + reason));
        }
        return message.path("result");
    }

    private static String reason(JsonNode error) {
        String said =
                error.isTextual() ? error.textValue() : error.path("message").asText("");
        JsonNode data = error.path("data");
        String more =
                data.isMissingNode() || data.isNull() ? "" : data.isTextual() ? data.textValue() : data.toString();
        String reason = more.isEmpty() ? said : said + " " + more;
        return WellFormed.cut(reason, LONGEST_REASON)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
    }
}
