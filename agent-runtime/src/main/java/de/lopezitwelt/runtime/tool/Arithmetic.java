package de.lopezitwelt.runtime.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimal arithmetic by recursive descent: {@code + - * / % ^}, parentheses, 34 significant digits; numbers as {@link
 * NumberReader} reads them. Length, nesting and exponents are bounded, so no expression costs more than microseconds.
 *
 * <p>{@code %} between two operands is the remainder ({@code 10 % 3} is 1), behind one it is a hundredth ({@code 200 * 10%} is
 * 20). What calculators disagree about is refused: {@code 100 + 10%}, which is 110 or 100.1, and {@code 10% - 3}. A power binds
 * tighter than a sign and to the right: {@code -2^2} is -4, {@code 2^3^2} is 512; {@code **} is a power too.
 */
public final class Arithmetic {

    static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_EXPONENT = 999;
    private static final MathContext PRECISION = MathContext.DECIMAL128;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LARGEST = new BigDecimal("1E+1000");

    private final String text;
    private final NumberReader numbers;

    /** Whether the operand read last was followed by a percent sign that stands for a hundredth. */
    private boolean percentage;

    private int at;
    private int depth;

    private Arithmetic(String text) {
        this.text = text;
        this.numbers = new NumberReader(text);
    }

    /**
     * @return the value in plain notation, at most 12 decimals
     * @throws ToolFailure when the text is no expression or its value too large
     */
    public static String evaluate(String expression) {
        if (expression.length() > MAX_LENGTH) {
            throw new ToolFailure("the expression is longer than " + MAX_LENGTH + " characters");
        }
        Arithmetic parser = new Arithmetic(expression);
        BigDecimal value = parser.sum();
        if (parser.peek() != 0) {
            throw parser.unexpected();
        }
        BigDecimal rounded = value.scale() > 12 ? value.setScale(12, RoundingMode.HALF_EVEN) : value;
        BigDecimal plain = rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
        return plain.precision() - plain.scale() > 40 ? plain.toString() : plain.toPlainString();
    }

    private BigDecimal sum() {
        if (++depth > MAX_DEPTH) {
            throw new ToolFailure("the expression is nested too deeply");
        }
        BigDecimal value = product();
        while (true) {
            if (take('+')) {
                value = checked(value.add(summand(), PRECISION));
            } else if (takeMinus()) {
                value = checked(value.subtract(summand(), PRECISION));
            } else {
                depth--;
                return value;
            }
        }
    }

    /** A product that is added: a percentage alone is not, since nobody agrees of what it is one. */
    private BigDecimal summand() {
        peek();
        int start = at;
        BigDecimal value = product();
        if (percentage && text.substring(start, at).matches("[^*/×·÷:()]*%\\s*")) {
            throw new ToolFailure(
                    "it is not clear of what " + text.substring(start, at).strip()
                            + " is taken: write a * (1 + p/100) to raise a by p percent, or p/100 for the fraction");
        }
        return value;
    }

    private BigDecimal product() {
        percentage = false;
        BigDecimal value = signed();
        while (true) {
            if (take('*') || take('\u00d7') || take('\u00b7') || take('\u22c5')) {
                value = checked(value.multiply(signed(), PRECISION));
            } else if (take('/') || take('\u00f7') || take(':') || take('\u2215')) {
                value = checked(value.divide(nonZero(signed()), PRECISION));
            } else if (take('%')) {
                value = percent(value);
            } else {
                return value;
            }
        }
    }

    /** A remainder when an operand follows, else a hundredth. */
    private BigDecimal percent(BigDecimal value) {
        char next = peek();
        if (next == '+' || next == '-' || next == '\u2212') {
            throw new ToolFailure(
                    "% before " + next + " can be a remainder or a hundredth: write a % (-b) or (a/100) - b");
        }
        if (next == '(' || numbers.at(at)) {
            return remainder(value, nonZero(signed()));
        }
        percentage = true;
        return value.divide(HUNDRED, PRECISION);
    }

    private BigDecimal signed() {
        boolean negative = false;
        while (true) {
            if (takeMinus()) {
                negative = !negative;
            } else if (!take('+')) {
                BigDecimal value = power();
                return negative ? value.negate() : value;
            }
        }
    }

    private BigDecimal power() {
        BigDecimal base = operand();
        if (!takePower()) {
            return base;
        }
        if (++depth > MAX_DEPTH) {
            throw new ToolFailure("the expression is nested too deeply");
        }
        BigDecimal exponent = signed().stripTrailingZeros();
        depth--;
        if (exponent.scale() > 0 || exponent.abs().compareTo(BigDecimal.valueOf(MAX_EXPONENT)) > 0) {
            throw new ToolFailure("exponents must be whole numbers up to " + MAX_EXPONENT);
        }
        if (exponent.signum() < 0) {
            nonZero(base);
        }
        return checked(base.pow(exponent.intValueExact(), PRECISION));
    }

    private BigDecimal operand() {
        if (take('(')) {
            BigDecimal value = sum();
            if (!take(')')) {
                throw unexpected();
            }
            return value;
        }
        peek();
        if (!numbers.at(at)) {
            throw unexpected();
        }
        BigDecimal value = checked(numbers.value());
        at = numbers.end();
        return value;
    }

    private boolean takeMinus() {
        return take('-') || take('\u2212');
    }

    /** {@code ^}, or {@code **} as programs write it. */
    private boolean takePower() {
        if (peek() == '*' && at + 1 < text.length() && text.charAt(at + 1) == '*') {
            at += 2;
            return true;
        }
        return take('^');
    }

    private static BigDecimal remainder(BigDecimal value, BigDecimal divisor) {
        try {
            return value.remainder(divisor, PRECISION);
        } catch (ArithmeticException e) {
            throw new ToolFailure("the numbers are too far apart for a remainder");
        }
    }

    private static BigDecimal nonZero(BigDecimal value) {
        if (value.signum() == 0) {
            throw new ToolFailure("division by zero");
        }
        return value;
    }

    private static BigDecimal checked(BigDecimal value) {
        if (value.abs().compareTo(LARGEST) > 0 || value.scale() > 10_000) {
            throw new ToolFailure("the number is too large or too small");
        }
        return value;
    }

    private boolean take(char expected) {
        if (peek() == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** The next character that is no space; 0 at the end. */
    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : 0;
    }

    private ToolFailure unexpected() {
        char found = peek();
        String place = "cannot read the expression at position " + (at + 1);
        if (found == 0) {
            return new ToolFailure(place + ": something is missing at its end");
        }
        return new ToolFailure(place + ": use digits with a decimal point, + - * / % ^ and parentheses only"
                + (found == '(' || numbers.at(at) ? ", and * between factors" : ""));
    }
}
