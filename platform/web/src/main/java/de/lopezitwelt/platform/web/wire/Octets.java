package de.lopezitwelt.platform.web.wire;

/** The classes of octets that the grammar of HTTP/1.1 is made of (RFC 9110 §5.5, §5.6; RFC 5234 B.1). */
final class Octets {
    static final byte CR = '\r';
    static final byte LF = '\n';
    static final byte SP = ' ';
    static final byte HTAB = '\t';

    private static final int FIRST_VISIBLE = 0x21;
    private static final int DEL = 0x7f;
    private static final String PUNCTUATION_OF_TOKENS = "!#$%&'*+-.^_`|~";
    private static final String PUNCTUATION_OF_ADDRESSES = "-._~!$&'()*+,;=:@/?";
    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] ADDRESS = new boolean[256];

    static {
        for (int octet = 0; octet < TOKEN.length; octet++) {
            boolean letterOrDigit =
                    octet >= '0' && octet <= '9' || octet >= 'A' && octet <= 'Z' || octet >= 'a' && octet <= 'z';
            TOKEN[octet] = letterOrDigit || PUNCTUATION_OF_TOKENS.indexOf(octet) >= 0;
            ADDRESS[octet] = letterOrDigit || PUNCTUATION_OF_ADDRESSES.indexOf(octet) >= 0;
        }
    }

    private Octets() {}

    static boolean isToken(byte octet) {
        return TOKEN[octet & 0xff];
    }

    /** Characters that a path or a query may hold (RFC 3986 §3.3, §3.4), apart from percent signs. */
    static boolean isPlainInAddress(byte octet) {
        return ADDRESS[octet & 0xff];
    }

    /** Neither a control character nor white space. */
    static boolean isVisible(byte octet) {
        int value = octet & 0xff;
        return value >= FIRST_VISIBLE && value != DEL;
    }

    static boolean isBlank(byte octet) {
        return octet == SP || octet == HTAB;
    }

    /** Bytes that the value of a field may hold. */
    static boolean isText(byte octet) {
        return isVisible(octet) || isBlank(octet);
    }
}
