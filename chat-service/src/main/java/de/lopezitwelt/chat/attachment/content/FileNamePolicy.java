package de.lopezitwelt.chat.attachment.content;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;

/** Names of files. They are kept for people to recognise, never used as paths and never trusted. */
public final class FileNamePolicy {
    private static final int LONGEST = 255;
    private static final int LONGEST_ENDING = 16;
    private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private FileNamePolicy() {}

    /**
     * The last part of a name that may be a path, without invisible characters; empty when nothing is left. Joiners stay, because
     * they distinguish words of Persian and of Indian languages, and many emoji.
     */
    public static String clean(String given) {
        String normal = Normalizer.normalize(given, Normalizer.Form.NFC);
        String last = normal.substring(Math.max(normal.lastIndexOf('/'), normal.lastIndexOf('\\')) + 1);
        StringBuilder name = new StringBuilder();
        last.codePoints().filter(FileNamePolicy::isVisible).forEach(name::appendCodePoint);
        String clean = shortened(name.toString().strip()).strip();
        return clean.equals(".") || clean.equals("..") ? "" : clean;
    }

    /** Cuts the name but keeps its ending, which shows people the type. */
    private static String shortened(String name) {
        if (name.length() <= LONGEST) {
            return name;
        }
        int dot = name.lastIndexOf('.');
        String ending = dot > 0 && name.length() - dot <= LONGEST_ENDING ? name.substring(dot) : "";
        int end = LONGEST - ending.length();
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + ending;
    }

    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.FORMAT -> c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER;
            case Character.CONTROL,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            // this version of Java does not know newer letters
            case Character.UNASSIGNED -> !isNoncharacter(c);
            default -> true;
        };
    }

    private static boolean isNoncharacter(int c) {
        return (c & 0xfffe) == 0xfffe || c >= 0xfdd0 && c <= 0xfdef;
    }

    /** The header that makes a browser save the file (RFC 6266) and never show it. */
    public static String disposition(String name) {
        String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
        String ascii = name.toLowerCase(Locale.ROOT).matches("[a-z0-9._ -]+") ? name : "file";
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
