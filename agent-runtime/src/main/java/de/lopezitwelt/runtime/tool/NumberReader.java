package de.lopezitwelt.runtime.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the numbers of a text as people of different countries write them. A point or a comma that can be read in two ways
 * is refused: a number that is wrong by a thousand is worse than none.
 *
 * <ul>
 *   <li>{@code 1234.5} and {@code 1234,5}: one point or comma is the decimal one;
 *   <li>{@code 12,500}: refused, for it is 12500 to some and 12.5 to others; {@code 0,125} and {@code 1234,567} are not, since no
 *       group of thousands looks like that. A single point is always the decimal one, unless another number of the text has a
 *       decimal comma or points between groups;
 *   <li>{@code 1,234,567}, {@code 1.234.567}, {@code 12,34,567}, {@code 1'234'567}, {@code 1 234 567}, {@code 1_234_567}: groups;
 *   <li>{@code 1,234.5} and {@code 1.234,5}: the last one is the decimal one;
 *   <li>{@code 1.5e3}: ten to the power of at most 999.
 * </ul>
 */
final class NumberReader {

    private static final MathContext PRECISION = MathContext.DECIMAL128;
    private static final String GROUPS = "'\u2019_\u00a0\u2009\u202f ";
    private static final Pattern NUMBER =
            Pattern.compile("(?:[0-9]+(?:[.,%1$s][0-9]+)*+[.,]?|[.,][0-9]+)(?:[eE][+-]?[0-9]+)?".formatted(GROUPS));
    private static final Pattern EXPONENT = Pattern.compile("[eE][+-]?[0-9]{1,3}");
    private static final Pattern THOUSANDS = Pattern.compile("[1-9][0-9]{0,2}(?:,[0-9]{3})++");
    private static final Pattern LAKHS = Pattern.compile("[1-9][0-9]?(?:,[0-9]{2}){1,12},[0-9]{3}");
    private static final Pattern EITHER_WAY = Pattern.compile("[1-9][0-9]{0,2}[.,][0-9]{3}");

    private final Matcher numbers;
    /** Whether a number says that its author does not write decimal points. */
    private final boolean otherPoints;

    NumberReader(String text) {
        numbers = NUMBER.matcher(text);
        boolean others = false;
        while (numbers.find()) {
            String number = mantissa(numbers.group());
            boolean decimalComma = number.lastIndexOf(',') > number.lastIndexOf('.')
                    && number.indexOf(',') == number.lastIndexOf(',')
                    && !EITHER_WAY.matcher(number).matches();
            others |= decimalComma || number.indexOf('.') != number.lastIndexOf('.');
        }
        otherPoints = others;
    }

    /** Whether a number begins at this place. */
    boolean at(int place) {
        return numbers.region(place, numbers.regionEnd()).lookingAt();
    }

    /** Where the number ends that {@link #at} has found. */
    int end() {
        return numbers.end();
    }

    /**
     * The number that {@link #at} has found.
     *
     * @throws ToolFailure when it can be read in two ways, or in none
     */
    BigDecimal value() {
        String written = numbers.group();
        String mantissa = mantissa(written);
        String exponent = written.substring(mantissa.length());
        if (!exponent.isEmpty() && !EXPONENT.matcher(exponent).matches()) {
            throw new ToolFailure("the exponent of " + written + " is larger than 999");
        }
        return new BigDecimal(plain(mantissa) + exponent, PRECISION);
    }

    private static String mantissa(String number) {
        int exponent = Math.max(number.indexOf('e'), number.indexOf('E'));
        return exponent < 0 ? number : number.substring(0, exponent);
    }

    private String plain(String number) {
        int comma = number.lastIndexOf(',');
        int point = number.lastIndexOf('.');
        if (EITHER_WAY.matcher(number).matches() && (comma > 0 || otherPoints)) {
            String digits = number.replaceAll("[.,]", "");
            String fraction = number.replace(',', '.');
            throw new ToolFailure(
                    number + " can be read as " + digits + " or as " + fraction + ": write the one that is meant");
        }
        int last = Math.max(comma, point);
        boolean decimal = last >= 0
                && number.indexOf(number.charAt(last)) == last
                && number.substring(last + 1).chars().allMatch(c -> c >= '0' && c <= '9');
        if (comma >= 0 && last == number.length() - 1) {
            throw unreadable(number);
        }
        String whole = decimal ? number.substring(0, last) : number;
        return ungrouped(whole, number) + (decimal ? '.' + number.substring(last + 1) : "");
    }

    /** The digits of a number before its decimal point. */
    private static String ungrouped(String whole, String number) {
        String digits = whole.replaceAll("[^0-9]", "");
        if (digits.length() == whole.length()) {
            return digits;
        }
        char separator = whole.replaceAll("[0-9]", "").charAt(0);
        String commas = whole.replace(separator, ',');
        boolean grouped = separator == '_' && commas.matches("[0-9]+(,[0-9]+)++")
                || THOUSANDS.matcher(commas).matches()
                || separator == ',' && LAKHS.matcher(commas).matches();
        if (!grouped || whole.indexOf(',') >= 0 && separator != ',') {
            throw unreadable(number);
        }
        return digits;
    }

    private static ToolFailure unreadable(String number) {
        return new ToolFailure(number + " is no number: write digits and one decimal point, such as 12500.75");
    }
}
