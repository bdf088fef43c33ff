package de.lopezitwelt.chat.attachment.document;

import java.io.Serial;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/** Collects text up to a limit of characters and time; then {@link NoMore} ends the reading. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private final int maxLength;
    private final long deadlineNanos;

    /** @param deadlineNanos as {@link System#nanoTime} counts */
    BoundedText(int maxLength, long deadlineNanos) {
        this.maxLength = maxLength;
        this.deadlineNanos = deadlineNanos;
    }

    static final class NoMore extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        NoMore() {
            super("enough was read", null, false, false);
        }
    }

    void requireTime() {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new NoMore();
        }
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            put(characters[i]);
        }
    }

    @Override
    public void write(String some) {
        for (int i = 0; i < some.length(); i++) {
            put(some.charAt(i));
        }
    }

    private void put(char c) {
        if (text.length() >= maxLength) {
            throw new NoMore();
        }
        if (!Character.isISOControl(c) || c == '\n' || c == '\t') {
            text.append(c);
        }
    }

    /** Half a surrogate pair, wherever, becomes a question mark. */
    String text() {
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8).strip();
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
