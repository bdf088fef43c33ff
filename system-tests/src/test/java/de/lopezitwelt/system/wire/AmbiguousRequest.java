package de.lopezitwelt.system.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A message of the collection in {@code wire/ambiguous-requests.txt}.
 *
 * @param pattern its bytes, with places to fill in
 */
record AmbiguousRequest(String name, String pattern) {
    private static final String HOST = "Host: localhost\r\n";
    static final String NEXT = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";
    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final Pattern ESCAPED = Pattern.compile("\\\\(?:x(..)|([rntv0]))");

    static List<AmbiguousRequest> all() {
        try (InputStream file =
                Objects.requireNonNull(AmbiguousRequest.class.getResourceAsStream("/wire/ambiguous-requests.txt"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\\|", 2))
                    .map(parts -> new AmbiguousRequest(parts[0].strip(), parts[1].strip()))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The bytes, each a character. */
    String octets(String path) {
        String text = ESCAPED.matcher(pattern)
                .replaceAll(escaped -> java.util.regex.Matcher.quoteReplacement(
                        String.valueOf(unescaped(escaped.group(1), escaped.group(2)))))
                .replace("{path}", path)
                .replace("{host}", HOST)
                .replace("{next}", NEXT)
                .replace("{next-length}", Integer.toString(NEXT.length()))
                .replace("{next-hex}", Integer.toHexString(NEXT.length()))
                .replace(
                        "{size-line}",
                        Integer.toString(Integer.toHexString(NEXT.length()).length() + 2))
                .replace("{next-hex4}", Integer.toHexString(NEXT.length() + "0\r\n\r\n".length()));
        int body = text.length() - text.indexOf(END_OF_HEAD) - END_OF_HEAD.length();
        return text.replace("{body}", Integer.toString(body));
    }

    private static char unescaped(@Nullable String hexadecimal, @Nullable String letter) {
        if (hexadecimal != null) {
            return (char) Integer.parseInt(hexadecimal, 16);
        }
        return switch (Objects.requireNonNull(letter)) {
            case "r" -> '\r';
            case "n" -> '\n';
            case "t" -> '\t';
            case "v" -> '\u000b';
            default -> '\0';
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
