package de.lopezitwelt.chat.attachment.content;

import java.io.IOException;
import java.io.Serial;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.text.PDFTextStripper;

/** The text of a PDF, a page at a time, until pages, characters or the time are used up. */
final class PdfText {
    private final int maxPages;
    private final int maxLength;
    private final long deadlineNanos;

    PdfText(int maxPages, int maxLength, long deadlineNanos) {
        this.maxPages = maxPages;
        this.maxLength = maxLength;
        this.deadlineNanos = deadlineNanos;
    }

    /** What was read, and whether there is more. */
    record Extract(String text, boolean truncated) {}

    /** @throws UnreadableFile when it is encrypted, broken or holds no text */
    Extract of(byte[] content) {
        try (PDDocument document = Loader.loadPDF(content)) {
            return read(document);
        } catch (InvalidPasswordException encrypted) {
            throw new UnreadableFile("is encrypted: remove the password first");
        } catch (UnreadableFile known) {
            throw known;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new UnreadableFile("cannot be read as a PDF");
        }
    }

    private Extract read(PDDocument document) throws IOException {
        Bounded text = new Bounded();
        int pages = Math.min(document.getNumberOfPages(), maxPages);
        boolean truncated = pages < document.getNumberOfPages();
        PDFTextStripper stripper = new Stripper();
        try {
            for (int page = 1; page <= pages; page++) {
                stripper.setStartPage(page);
                stripper.setEndPage(page);
                stripper.writeText(document, text);
            }
        } catch (NoMore full) {
            truncated = true;
        }
        String found = text.text();
        if (found.isBlank()) {
            throw new UnreadableFile(
                    truncated ? "takes too long to read" : "holds no text: pictures of pages are not read");
        }
        return new Extract(found, truncated);
    }

    private void requireTime() {
        if (System.nanoTime() - deadlineNanos > 0) {
            throw new NoMore();
        }
    }

    private static final class NoMore extends RuntimeException {
        @Serial
        private static final long serialVersionUID = 1L;

        NoMore() {
            super("enough was read", null, false, false);
        }
    }

    /** Looks at the time between any two steps, also of pages that draw and say nothing. */
    private final class Stripper extends PDFTextStripper {
        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            requireTime();
            super.processOperator(operator, operands);
        }
    }

    /** Ends the reading when there is enough. */
    private final class Bounded extends Writer {
        private final StringBuilder text = new StringBuilder();

        @Override
        public void write(char[] characters, int offset, int length) {
            for (int i = offset; i < offset + length; i++) {
                char c = characters[i];
                if (text.length() >= maxLength) {
                    throw new NoMore();
                }
                if (!Character.isISOControl(c) || c == '\n' || c == '\t') {
                    text.append(c);
                }
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
}
