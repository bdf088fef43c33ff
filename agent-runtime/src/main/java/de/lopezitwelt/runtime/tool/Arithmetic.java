package de.lopezitwelt.runtime.tool;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimal arithmetic by recursive descent: {@code + - * / % ^}, parentheses, 34 significant digits. Length, nesting and
 * exponents are bounded, so no expression costs more than microseconds.
 */
public final class Arithmetic {

    static final int MAX_LENGTH = 500;
    private static final int MAX_DEPTH = 50;
    private static final int MAX_EXPONENT = 999;
    private static final MathContext PRECISION = MathContext.DECIMAL128;
    private static final BigDecimal LARGEST = new BigDecimal("1E+1000");

    private final String text;
    private int at;
    private int depth;

    private Arithmetic(String text) {
        this.text = text;
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
                value = checked(value.add(product(), PRECISION));
            } else if (take('-')) {
                value = checked(value.subtract(product(), PRECISION));
            } else {
                depth--;
                return value;
            }
        }
    }

    private BigDecimal product() {
        BigDecimal value = signed();
        while (true) {
            if (take('*') || take('\u00d7') || take('\u00b7')) {
                value = checked(value.multiply(signed(), PRECISION));
            } else if (take('/') || take('\u00f7') || take(':')) {
                value = checked(value.divide(nonZero(signed()), PRECISION));
            } else if (take('%')) {
                value = remainder(value, nonZero(signed()));
            } else {
                return value;
            }
        }
    }

    private BigDecimal signed() {
        boolean negative = false;
        while (true) {
            if (take('-')) {
                negative = !negative;
            } else if (!take('+')) {
                BigDecimal value = power();
                return negative ? value.negate() : value;
            }
        }
    }

    private BigDecimal power() {
        BigDecimal base = operand();
        if (!take('^')) {
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
        int start = at;
        while (at < text.length() && isNumberPart(text.charAt(at))) {
            at++;
        }
        try {
            return new BigDecimal(text.substring(start, at).replace(',', '.'), PRECISION);
        } catch (NumberFormatException e) {
            throw unexpected();
        }
    }

    private static boolean isNumberPart(char c) {
        return c >= '0' && c <= '9' || c == '.' || c == ',';
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
        return new ToolFailure("cannot read the expression at position " + (at + 1));
    }
}
