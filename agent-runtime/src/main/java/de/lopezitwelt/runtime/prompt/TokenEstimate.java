package de.lopezitwelt.runtime.prompt;

/**
 * What a text that grows probably counts in tokens, on the high side: four letters a token and word, two digits, one sign.
 * However it is cut into pieces, it counts the same.
 */
public final class TokenEstimate {
    private int tokens;
    private int letters;
    private int digits;

    public void add(CharSequence more) {
        int signs = tokens;
        int word = letters;
        int number = digits;
        for (int i = 0; i < more.length(); i++) {
            char c = more.charAt(i);
            boolean letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' || c >= 0xc0 && c < 0x250;
            boolean digit = c >= '0' && c <= '9';
            if (letter) {
                word++;
            } else {
                signs += (word + 3) >> 2;
                word = 0;
            }
            if (digit) {
                number++;
            } else {
                signs += (number + 1) >> 1;
                number = 0;
            }
            if (!letter && !digit && c != ' ') {
                signs++;
            }
        }
        tokens = signs;
        letters = word;
        digits = number;
    }

    public int tokens() {
        return tokens + ((letters + 3) >> 2) + ((digits + 1) >> 1);
    }
}
