package de.lopezitwelt.chat.attachment.document;

import de.lopezitwelt.chat.attachment.document.BoundedText.NoMore;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotation;
import org.apache.pdfbox.pdmodel.interactive.annotation.PDAnnotationMarkup;
import org.apache.pdfbox.text.PDFTextStripper;

/**
 * The visible text of a PDF: the text of each page with filled-in form fields and text boxes in their places, then the page's
 * comments. Reads page by page, until the limits of pages, characters or time are reached.
 */
final class PdfText {
    static final String MEDIA_TYPE = "application/pdf";

    private final int maxPages;

    PdfText(int maxPages) {
        this.maxPages = maxPages;
    }

    /** @throws UnreadableFile when it is encrypted, broken or holds no text */
    Extract of(byte[] content, BoundedText text) {
        try (PDDocument document = Loader.loadPDF(content)) {
            return read(document, text);
        } catch (InvalidPasswordException encrypted) {
            throw new UnreadableFile("is encrypted: remove the password first");
        } catch (UnreadableFile known) {
            throw known;
        } catch (IOException | RuntimeException | StackOverflowError broken) {
            throw new UnreadableFile("cannot be read as a PDF");
        }
    }

    private Extract read(PDDocument document, BoundedText text) throws IOException {
        int pages = Math.min(document.getNumberOfPages(), maxPages);
        boolean truncated = pages < document.getNumberOfPages();
        try {
            drawFields(document);
            PDFTextStripper stripper = new Stripper(document, text);
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
        return new Extract(MEDIA_TYPE, found, truncated);
    }

    /** Reading the form makes PDFBox draw the values of fields that have no appearance of their own. */
    private static void drawFields(PDDocument document) {
        try {
            document.getDocumentCatalog().getAcroForm();
        } catch (RuntimeException broken) {
            // no reader shows fields that cannot be drawn
        }
    }

    /** Checks the time between any two steps, also on pages that have no text. */
    private static final class Stripper extends PDFTextStripper {
        private final PDDocument whole;
        private final BoundedText text;

        Stripper(PDDocument whole, BoundedText text) {
            this.whole = whole;
            this.text = text;
        }

        @Override
        protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
            text.requireTime();
            super.processOperator(operator, operands);
        }

        /** The page itself is read: what lies on it comes in, then all of it is put in order. */
        @Override
        protected void writePage() throws IOException {
            List<PDAnnotation> seen = annotations(getCurrentPage());
            for (PDAnnotation annotation : seen) {
                show(annotation);
            }
            super.writePage();
            for (PDAnnotation annotation : seen) {
                tell(annotation);
            }
        }

        private static List<PDAnnotation> annotations(PDPage page) {
            try {
                return page.getAnnotations().stream()
                        .filter(annotation -> !annotation.isHidden() && !annotation.isNoView())
                        .toList();
            } catch (IOException | RuntimeException broken) {
                return List.of();
            }
        }

        private void show(PDAnnotation annotation) {
            try {
                if (annotation.getAppearance() == null) {
                    annotation.constructAppearances(whole);
                }
                showAnnotation(annotation);
            } catch (NoMore full) {
                throw full;
            } catch (IOException | RuntimeException broken) {
                // one that cannot be drawn is left out, as readers do
            }
        }

        /** The comments of notes and highlights; a text box has its own on the page. */
        private void tell(PDAnnotation annotation) throws IOException {
            String contents = annotation.getContents();
            boolean comment = annotation instanceof PDAnnotationMarkup && !"FreeText".equals(annotation.getSubtype());
            if (comment && contents != null && !contents.isBlank()) {
                output.write("\n[" + contents.strip() + "]\n");
            }
        }
    }
}
