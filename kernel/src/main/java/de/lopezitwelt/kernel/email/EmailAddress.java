package de.lopezitwelt.kernel.email;

import de.lopezitwelt.platform.web.problem.ProblemException;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An e-mail address in the one form that is stored and compared: NFC, lower case, the domain as ASCII (IDNA). Lower
 * case for the local part too: RFC 5321 permits servers that tell case apart, people do not.
 */
public record EmailAddress(String normalised) {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL_PART = 64;
    /** Blanks around it and characters that become one included. What is longer is not looked at. */
    private static final int LONGEST_TEXT = 1_000;

    private static final Pattern LOCAL_PART =
            Pattern.compile("[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+(\\.[\\p{L}\\p{M}\\p{N}!#$%&'*+/=?^_`{|}~-]+)*+");
    private static final Pattern DOMAIN =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)++");

    /** Empty when the text is no address that mail could be sent to. */
    public static Optional<EmailAddress> parse(String text) {
        if (text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        String folded = Normalizer.normalize(text.strip(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        int at = folded.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        String localPart = folded.substring(0, at);
        Optional<String> domain = ascii(folded.substring(at + 1));
        if (localPart.length() > LONGEST_LOCAL_PART
                || !LOCAL_PART.matcher(localPart).matches()) {
            return Optional.empty();
        }
        return domain.map(name -> localPart + "@" + name)
                .filter(address -> address.length() <= LONGEST)
                .map(EmailAddress::new);
    }

    /** @throws ProblemException 400 naming {@code field} when it is no address that mail could be sent to */
    public static EmailAddress require(String field, String text) {
        return parse(text).orElseThrow(() -> ProblemException.invalid(field, "is not an e-mail address"));
    }

    private static Optional<String> ascii(String domain) {
        try {
            String name = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
            return Optional.of(name).filter(n -> DOMAIN.matcher(n).matches());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return normalised;
    }
}
