package de.lopezitwelt.runtime.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.json.WellFormed;
import de.lopezitwelt.runtime.mcp.LeftOutTool.Why;
import de.lopezitwelt.runtime.mcp.oauth.Challenge;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reply of a server to one request.
 *
 * @param message the response; null when there was none
 * @param challenge how to sign in, according to a refusal
 */
record McpReply(int status, @Nullable JsonNode message, Challenge challenge) {

    private static final int UNAUTHORIZED = 401;
    private static final int GONE = 410;

    /** Statuses of a forgotten session: 404 by the specification, and what servers send instead. */
    private static final Set<Integer> FORGETTING = Set.of(400, 401, 404, 410);

    /** Statuses about the caller, not the protocol: sign-in, payment, permission, proxies, and too slow, early or frequent requests. */
    private static final Set<Integer> ABOUT_THE_CALLER = Set.of(401, 402, 403, 407, 408, 425, 429);

    /** JSON-RPC errors that are about the request itself: no such method, and wrong parameters. */
    private static final Set<Integer> ABOUT_THE_REQUEST = Set.of(-32_601, -32_602);

    private static final Pattern NO_SESSION = Pattern.compile(
            "(?i)\\bsession\\b.{0,40}\\b(not found|unknown|invalid|expired|terminated|closed|missing|required"
                    + "|not exist|no longer|not valid)\\b"
                    + "|\\b(no|no valid|invalid|unknown|expired|missing|bad)\\b.{0,12}\\bsession\\b"
                    + "|\\b(not|before|without)\\b.{0,20}\\binitiali[sz](ed|ation)\\b");

    private static final int LONGEST_REASON = 900;

    static McpReply of(int status, @Nullable JsonNode message, String authenticate) {
        return new McpReply(status, message, Challenge.of(authenticate));
    }

    /** The reply for a session whose connection has ended. */
    static McpReply gone() {
        return new McpReply(GONE, null, Challenge.NONE);
    }

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
        if (message == null || message.hasNonNull("error")) {
            throw failure();
        }
        return message.path("result");
    }

    /** The reason why there is no result. */
    McpFailure failure() {
        String said = message == null ? "" : reason(message.path("error"));
        String because = said.isEmpty() ? "" : ": " + said;
        if (status == UNAUTHORIZED) {
            return new McpFailure(
                    Why.SIGN_IN,
                    (challenge.resourceMetadata() != null
                                    ? "the server wants a sign-in by OAuth, and its entry in the catalog has no oauth"
                                    : "the server refuses our key, or wants one that is not configured")
                            + " (status 401)" + because);
        }
        return new McpFailure(
                message == null
                        ? "the server answered with status " + status
                                + (status / 100 == 2 ? ", but with no response of the protocol" : "")
                        : "the server refused the request" + because);
    }

    /**
     * Whether the server may speak only the protocol's first version, which takes no posted messages at this address: a
     * status 4xx, by the specification, but none that concerns the caller or the rate of requests.
     */
    boolean mayBeOlder() {
        boolean answered = message != null && !message.hasNonNull("error");
        return !answered && status / 100 == 4 && !ABOUT_THE_CALLER.contains(status);
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
