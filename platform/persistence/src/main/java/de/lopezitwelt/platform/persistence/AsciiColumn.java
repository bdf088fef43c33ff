package de.lopezitwelt.platform.persistence;

/** Columns of names and references hold ASCII: with other characters, statements fail with MySQL error 3988 (ADR 31). */
public final class AsciiColumn {
    private AsciiColumn() {}

    /** Whether a text from outside may be compared with such a column or stored in it: visible characters, 1 to {@code longest}. */
    public static boolean takes(String text, int longest) {
        return !text.isEmpty()
                && text.length() <= longest
                && text.chars().allMatch(character -> character > ' ' && character < 0x7F);
    }
}
