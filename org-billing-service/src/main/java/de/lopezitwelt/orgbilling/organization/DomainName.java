package de.lopezitwelt.orgbilling.organization;

import com.ibm.icu.text.IDNA;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A domain in one form, whatever way it was written: lower case, without a trailing dot, letters beyond ASCII as A-labels
 * (RFC 5890, IDNA2008: {@code straße.de} is {@code xn--strae-oqa.de}, not {@code strasse.de}).
 */
final class DomainName {
    private static final int MAX_LENGTH = 253;
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final IDNA FORMS = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private DomainName() {}

    /** Empty when it is no name of a domain below a top-level one. */
    static Optional<String> canonical(String text) {
        String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
        if (!name.codePoints().allMatch(DomainName::isPart)) {
            return Optional.empty();
        }
        var info = new IDNA.Info();
        String canonical = FORMS.nameToASCII(name, new StringBuilder(), info).toString();
        int top = canonical.lastIndexOf('.');
        boolean valid = !info.hasErrors()
                && top > 0
                && top < canonical.length() - 1
                && canonical.length() <= MAX_LENGTH
                && !NUMBER.matcher(canonical.substring(top + 1)).matches();
        return valid ? Optional.of(canonical) : Optional.empty();
    }

    /** Narrower than the tables of Unicode, which take symbols too: no registry gives out names with these. */
    private static boolean isPart(int point) {
        int type = Character.getType(point);
        return point == '-'
                || point == '.'
                || Character.isLetterOrDigit(point)
                || type == Character.NON_SPACING_MARK
                || type == Character.COMBINING_SPACING_MARK;
    }
}
