package de.lopezitwelt.orgbilling.organization;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain in one form, whatever way it was written: lower case, without a trailing dot, letters beyond ASCII as A-labels
 * (RFC 5890, IDNA2008: {@code straße.de} is {@code xn--strae-oqa.de}, not {@code strasse.de}).
 */
final class DomainName {
    private static final int MAX_LENGTH = 253;
    private static final int MAX_LABEL = 63;
    private static final String ACE = "xn--";
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private DomainName() {}

    /** Empty when it is no name of a domain below a top-level one. */
    static Optional<String> canonical(String text) {
        String lower = Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        List<String> labels = new ArrayList<>();
        for (String label : name.split("\\.", -1)) {
            labels.add(isAscii(label) ? label : encoded(label));
        }
        String canonical = String.join(".", labels);
        boolean valid = labels.size() > 1
                && canonical.length() <= MAX_LENGTH
                && labels.stream().allMatch(DomainName::isLabel)
                && !NUMBER.matcher(labels.getLast()).matches();
        return valid ? Optional.of(canonical) : Optional.empty();
    }

    private static boolean isLabel(String label) {
        return label.length() <= MAX_LABEL && LABEL.matcher(label).matches();
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    /** The A-label; what is none stays as it is, and is no label then. */
    private static String encoded(String label) {
        int[] points = label.codePoints().toArray();
        boolean valid = points.length <= MAX_LABEL
                && label.charAt(0) != '-'
                && label.charAt(label.length() - 1) != '-'
                && !isMark(points[0]);
        for (int point : points) {
            valid &= point == '-' || Character.isLetterOrDigit(point) || isMark(point);
        }
        return valid ? ACE + Punycode.encode(points) : label;
    }

    private static boolean isMark(int point) {
        int type = Character.getType(point);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }
}
