package de.lopezitwelt.chat.attachment.content;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** Names of files. They are kept for people to recognise, never used as paths and never trusted. */
public final class FileNamePolicy {
    private static final int LONGEST = 255;

    private FileNamePolicy() {}

    /** The last part of a name that may be a path, without invisible characters; empty when nothing is left. */
    public static String clean(String given) {
        String normal = Normalizer.normalize(given, Normalizer.Form.NFC);
        String last = normal.substring(Math.max(normal.lastIndexOf('/'), normal.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder();
        last.codePoints().filter(FileNamePolicy::isVisible).limit(LONGEST).forEach(name::appendCodePoint);
        while (name.length() > LONGEST) {
            name.setLength(name.offsetByCodePoints(name.length(), -1));
        }
        String clean = name.toString().strip();
        return clean.equals(".") || clean.equals("..") ? "" : clean;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** For a browser to keep it as a file (RFC 6266), never to show it. */
    public static String disposition(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        String ascii = name.toLowerCase(Locale.ROOT).matches("[a-z0-9._ -]+") ? name : "file";
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
