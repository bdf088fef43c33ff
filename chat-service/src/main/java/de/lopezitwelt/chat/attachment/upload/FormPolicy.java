package de.lopezitwelt.chat.attachment.upload;

import de.lopezitwelt.platform.web.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the one file in a form (multipart/form-data, RFC 7578), as browsers and {@code curl -F} send it. */
final class FormPolicy {
    /** The name of the file's field, when nothing else distinguishes a file from a text. */
    private static final String FIELD = "file";

    private FormPolicy() {}

    private record Part(PartHeader header, byte[] content) {}

    /** @throws ProblemException 400 without a file, with several files, or when the body is not a form */
    static Upload fileOf(byte[] body, @Nullable String boundary) {
        if (boundary == null || boundary.isEmpty()) {
            throw ProblemException.invalid("Content-Type", "must name the form's boundary");
        }
        List<Part> files = new ArrayList<>();
        for (Part part : parts(body, ("--" + boundary).getBytes(StandardCharsets.UTF_8))) {
            String filename = part.header.parameter("filename");
            boolean notChosen = filename != null && filename.isEmpty() && part.content.length == 0;
            if (filename != null && !notChosen || filename == null && FIELD.equals(part.header.parameter("name"))) {
                files.add(part);
            }
        }
        if (files.isEmpty()) {
            throw ProblemException.invalid(FIELD, "is missing: the form has no file in it");
        }
        if (files.size() > 1) {
            throw ProblemException.invalid(FIELD, "must be one file: upload each by itself");
        }
        Part file = files.getFirst();
        return new Upload(file.header.parameter("filename"), decoded(file));
    }

    private static byte[] decoded(Part part) {
        String encoding = part.header.transferEncoding();
        return switch (encoding) {
            case "", "7bit", "8bit", "binary" -> part.content;
            case "base64" -> base64(part.content);
            default -> throw ProblemException.invalid(FIELD, "must not be sent as " + encoding);
        };
    }

    private static byte[] base64(byte[] content) {
        try {
            return Base64.getMimeDecoder().decode(content);
        } catch (IllegalArgumentException broken) {
            throw ProblemException.invalid(FIELD, "is not the Base64 that it says it is");
        }
    }

    /** The parts between delimiters at the beginnings of lines (RFC 2046 §5.1.1). Line ends of one character are accepted too. */
    private static List<Part> parts(byte[] body, byte[] delimiter) {
        List<Part> parts = new ArrayList<>();
        int from = -1;
        for (int at = next(body, delimiter, 0); at >= 0; at = next(body, delimiter, at + delimiter.length)) {
            if (from >= 0) {
                parts.add(part(body, from, withoutLineEnd(body, from, at)));
            }
            int behind = at + delimiter.length;
            if (behind + 1 < body.length && body[behind] == '-' && body[behind + 1] == '-') {
                return parts;
            }
            from = nextLine(body, behind);
        }
        throw ProblemException.invalid(FIELD, "is no whole form: its last boundary is missing");
    }

    private static int next(byte[] body, byte[] delimiter, int from) {
        for (int at = from; at + delimiter.length <= body.length; at++) {
            boolean line = at == 0 || body[at - 1] == '\n';
            if (line
                    && Arrays.equals(body, at, at + delimiter.length, delimiter, 0, delimiter.length)
                    && ends(body, at + delimiter.length)) {
                return at;
            }
        }
        return -1;
    }

    /** A line with a longer boundary is no delimiter. */
    private static boolean ends(byte[] body, int at) {
        return at == body.length
                || body[at] == '\r'
                || body[at] == '\n'
                || body[at] == '-'
                || body[at] == ' '
                || body[at] == '\t';
    }

    private static int withoutLineEnd(byte[] body, int from, int to) {
        int end = to > from && body[to - 1] == '\n' ? to - 1 : to;
        return end > from && body[end - 1] == '\r' ? end - 1 : end;
    }

    private static int nextLine(byte[] body, int from) {
        int at = from;
        while (at < body.length && body[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, body.length);
    }

    /** Its head ends at the first empty line. */
    private static Part part(byte[] body, int from, int to) {
        int line = from;
        while (line < to) {
            int next = nextLine(body, line);
            if (withoutLineEnd(body, line, Math.min(next, to)) == line) {
                return new Part(
                        PartHeader.read(Arrays.copyOfRange(body, from, line)),
                        Arrays.copyOfRange(body, Math.min(next, to), to));
            }
            line = next;
        }
        return new Part(PartHeader.read(Arrays.copyOfRange(body, from, to)), new byte[0]);
    }
}
