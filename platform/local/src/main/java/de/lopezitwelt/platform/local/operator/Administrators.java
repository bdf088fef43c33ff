package de.lopezitwelt.platform.local.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import de.lopezitwelt.platform.local.platform.PlatformService;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who administers the platform, as auth knows and makes them. */
public final class Administrators {
    private static final String PATH = "/administrators";
    private static final String PAGE = PATH + "?limit=100";

    private final OperatorClient client;

    public Administrators(OperatorClient client) {
        this.client = client;
    }

    /**
     * Creates an account that administers, and returns it.
     *
     * @throws ServiceFailure 409 when the e-mail is registered, 400 when it or the password cannot be used
     */
    public JsonNode create(String email, String name, String password) throws IOException, InterruptedException {
        return known(client.post(
                PlatformService.AUTH,
                PATH,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("email", email)
                        .put("name", name)
                        .put("password", password)));
    }

    /** Makes an account an administrator's and returns it; null when nobody has registered the e-mail. */
    public @Nullable JsonNode grant(String email) throws IOException, InterruptedException {
        return client.post(
                PlatformService.AUTH,
                PATH + "/grant",
                JsonNodeFactory.instance.objectNode().put("email", email));
    }

    /** Newest first, deactivated ones too. */
    public List<JsonNode> list() throws IOException, InterruptedException {
        var administrators = new ArrayList<JsonNode>();
        String cursor = "";
        do {
            JsonNode page = known(client.get(PlatformService.AUTH, PAGE + cursor));
            page.path("data").forEach(administrators::add);
            String next = page.path("next_cursor").asText("");
            cursor = next.isEmpty() || page.path("next_cursor").isNull() ? "" : "&cursor=" + next;
        } while (!cursor.isEmpty());
        return administrators;
    }

    private static JsonNode known(@Nullable JsonNode answer) throws IOException {
        if (answer == null) {
            throw new IOException("auth-service is older than this program: it knows nothing of administrators");
        }
        return answer;
    }
}
