package de.lopezitwelt.chat.openai;

import com.fasterxml.jackson.databind.JsonNode;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.util.Base64;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A file within a request.
 *
 * @param turn index of the turn it belongs to
 * @param field path of the field that holds it
 * @param name empty when the client gave none
 * @param image whether the client says that it is an image
 */
public record InlineFile(int turn, String field, String name, byte[] content, boolean image) {
    private static final String DATA = "data:";
    private static final String IN_BASE64 = ";base64";
    private static final int LONGEST_HEAD = 300;
    private static final String NOT_FETCHED = "must be a data: URL in Base64: nothing is fetched from elsewhere";

    /**
     * Reads a content part of type {@code image_url}, {@code file}, {@code input_image} or {@code input_file}.
     *
     * @return null for any other part
     * @throws ProblemException 400 naming the field
     */
    public static @Nullable InlineFile read(JsonFields part, int turn) {
        return switch (part.requiredText("type")) {
            case "image_url" -> image(part.requiredObject("image_url"), "url", turn);
            case "input_image" -> image(part, "image_url", turn);
            case "file" -> file(part.requiredObject("file"), turn);
            case "input_file" -> file(part, turn);
            default -> null;
        };
    }

    private static InlineFile image(JsonFields from, String name, int turn) {
        refuseReferences(from);
        String url = from.requiredText(name);
        int content = contentOf(url);
        if (content < 0) {
            throw from.invalid(name, NOT_FETCHED);
        }
        return new InlineFile(turn, from.pathOf(name), "", decoded(from, name, url.substring(content)), true);
    }

    private static InlineFile file(JsonFields from, int turn) {
        refuseReferences(from);
        String data = from.requiredText("file_data");
        int content = contentOf(data);
        if (content < 0 && data.toLowerCase(Locale.ROOT).startsWith("http")) {
            throw from.invalid("file_data", NOT_FETCHED);
        }
        String name = from.text("filename");
        return new InlineFile(
                turn,
                from.pathOf("file_data"),
                name == null ? "" : name,
                decoded(from, "file_data", content < 0 ? data : data.substring(content)),
                false);
    }

    /** Where the Base64 of a data: URL begins; negative for anything else. */
    private static int contentOf(String url) {
        int comma = url.indexOf(',');
        return comma > 0
                        && comma <= LONGEST_HEAD
                        && url.startsWith(DATA)
                        && url.startsWith(IN_BASE64, comma - IN_BASE64.length())
                ? comma + 1
                : -1;
    }

    private static void refuseReferences(JsonFields from) {
        for (String name : new String[] {"file_id", "file_url"}) {
            JsonNode value = from.find(name);
            if (value != null) {
                throw from.invalid(name, "is not supported: send the file itself");
            }
        }
    }

    /** @throws ProblemException 400 naming the field */
    public static byte[] decoded(JsonFields from, String name, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException broken) {
            throw from.invalid(name, "must be Base64");
        }
    }
}
