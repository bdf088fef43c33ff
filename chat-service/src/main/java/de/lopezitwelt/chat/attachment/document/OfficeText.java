package de.lopezitwelt.chat.attachment.document;

import de.lopezitwelt.chat.attachment.document.BoundedText.NoMore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.poi.openxml4j.exceptions.OpenXML4JException;
import org.apache.poi.openxml4j.opc.OPCPackage;
import org.apache.poi.openxml4j.opc.PackagePart;
import org.apache.poi.openxml4j.opc.PackageRelationship;
import org.apache.poi.openxml4j.opc.PackageRelationshipCollection;
import org.apache.poi.openxml4j.opc.PackageRelationshipTypes;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.sl.extractor.SlideShowExtractor;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.util.XMLHelper;
import org.apache.poi.xslf.usermodel.XMLSlideShow;
import org.apache.poi.xssf.eventusermodel.ReadOnlySharedStringsTable;
import org.apache.poi.xssf.eventusermodel.XSSFReader;
import org.apache.poi.xssf.eventusermodel.XSSFSheetXMLHandler;
import org.apache.poi.xssf.usermodel.XSSFComment;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * The text of DOCX, XLSX and PPTX (ECMA-376): documents with headers, notes and comments; the values of all sheets, a line a row;
 * slides with their notes. POI reads no DTD and no address, and what unpacks to too much fills only the heap of this process.
 */
final class OfficeText {
    private static final String TYPES = "application/vnd.openxmlformats-officedocument.";
    private static final String WORD = TYPES + "wordprocessingml.document";
    private static final String SHEETS = TYPES + "spreadsheetml.sheet";
    private static final String SLIDES = TYPES + "presentationml.presentation";

    /** Every Office document has both, and no other archive; names stand in an archive as they are. A broken one may lack either. */
    private static final List<String> MARKS = List.of("[Content_Types].xml", "_rels/.rels");

    private static final long MOST_ENTRIES = 10_000;
    private static final int WIDEST_GAP = 20;

    /** Null for another archive. @throws UnreadableFile when it is broken or holds no text */
    @Nullable
    Extract of(byte[] content, BoundedText text) {
        String bytes = new String(content, StandardCharsets.ISO_8859_1);
        if (MARKS.stream().noneMatch(bytes::contains)) {
            return null;
        }
        ZipSecureFile.setMaxFileCount(MOST_ENTRIES);
        // an honest table of equal rows packs better than POI trusts: heap and time are the limits here
        ZipSecureFile.setMinInflateRatio(0);
        try (OPCPackage pack = OPCPackage.open(new ByteArrayInputStream(content))) {
            PackagePart main = mainPart(pack);
            String type = main == null ? null : typeOf(main.getContentType());
            return type == null ? null : read(pack, type, text);
        } catch (UnreadableFile known) {
            throw known;
        } catch (OpenXML4JException
                | IOException
                | SAXException
                | ParserConfigurationException
                | RuntimeException broken) {
            throw new UnreadableFile("cannot be read as an Office document");
        }
    }

    private static @Nullable PackagePart mainPart(OPCPackage pack) {
        for (String kind :
                new String[] {PackageRelationshipTypes.CORE_DOCUMENT, PackageRelationshipTypes.STRICT_CORE_DOCUMENT}) {
            PackageRelationshipCollection found = pack.getRelationshipsByType(kind);
            for (PackageRelationship relationship : found) {
                return pack.getPart(relationship);
            }
        }
        return null;
    }

    /** Templates and documents with macros say what others say; the macros are not looked at. */
    private static @Nullable String typeOf(String mainPart) {
        if (mainPart.contains("wordprocessingml") || mainPart.contains("ms-word.")) {
            return WORD;
        }
        if (mainPart.contains("presentationml") || mainPart.contains("ms-powerpoint.")) {
            return SLIDES;
        }
        boolean sheets = mainPart.contains("spreadsheetml") || mainPart.contains("ms-excel.");
        return sheets && !mainPart.contains(".binary.") ? SHEETS : null;
    }

    private static Extract read(OPCPackage pack, String type, BoundedText text)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        boolean truncated = false;
        try {
            switch (type) {
                case WORD -> readDocument(pack, text);
                case SHEETS -> readSheets(pack, text);
                default -> readSlides(pack, text);
            }
        } catch (NoMore full) {
            truncated = true;
        }
        String found = text.text();
        if (found.isBlank()) {
            throw new UnreadableFile(truncated ? "takes too long to read" : "holds no text");
        }
        return new Extract(type, found, truncated);
    }

    private static void readDocument(OPCPackage pack, BoundedText text) throws IOException {
        try (XWPFDocument document = new XWPFDocument(pack);
                XWPFWordExtractor words = new XWPFWordExtractor(document)) {
            text.write(words.getText());
        }
    }

    private static void readSlides(OPCPackage pack, BoundedText text) throws IOException {
        try (XMLSlideShow show = new XMLSlideShow(pack);
                SlideShowExtractor<?, ?> words = new SlideShowExtractor<>(show)) {
            words.setNotesByDefault(true);
            words.setCommentsByDefault(true);
            text.write(words.getText());
        }
    }

    /** As a stream: an ordinary table would fill the heap many times over. */
    private static void readSheets(OPCPackage pack, BoundedText text)
            throws IOException, OpenXML4JException, SAXException, ParserConfigurationException {
        XSSFReader reader = new XSSFReader(pack);
        ReadOnlySharedStringsTable strings = new ReadOnlySharedStringsTable(pack, false);
        DataFormatter formats = new Formats();
        XSSFReader.SheetIterator sheets = (XSSFReader.SheetIterator) reader.getSheetsData();
        while (sheets.hasNext()) {
            try (InputStream sheet = sheets.next()) {
                text.write("\n# " + sheets.getSheetName() + "\n");
                XMLReader parser = XMLHelper.newXMLReader();
                parser.setContentHandler(
                        new XSSFSheetXMLHandler(reader.getStylesTable(), strings, new Rows(text), formats, false));
                parser.parse(new InputSource(sheet));
            }
        }
    }

    /** A line a row, with a tab between columns. */
    private static final class Rows implements XSSFSheetXMLHandler.SheetContentsHandler {
        private final BoundedText text;
        private int column;

        Rows(BoundedText text) {
            this.text = text;
        }

        @Override
        public void startRow(int row) {
            text.requireTime();
            column = 0;
        }

        @Override
        public void cell(@Nullable String reference, @Nullable String value, @Nullable XSSFComment comment) {
            int at = reference == null ? column : new CellReference(reference).getCol();
            text.write("\t".repeat(Math.clamp((long) at - column, 0, WIDEST_GAP)));
            column = Math.max(at, column);
            if (value != null) {
                text.write(value.replace('\n', ' '));
            }
        }

        @Override
        public void endRow(int row) {
            text.write("\n");
        }
    }

    /** Dates as ISO 8601 writes them: the day and the month of 3/4/26 cannot be told from each other. */
    private static final class Formats extends DataFormatter {
        Formats() {
            super(Locale.ROOT);
        }

        @Override
        public String formatRawCellContents(double value, int index, String format, boolean since1904) {
            boolean date = DateUtil.isADateFormat(index, format) && DateUtil.isValidExcelDate(value);
            if (!date || format.contains("[h") || format.contains("[m") || format.contains("[s")) {
                return super.formatRawCellContents(value, index, format, since1904);
            }
            LocalDateTime time = DateUtil.getLocalDateTime(value, since1904, true);
            if (value < 1) {
                return time.toLocalTime().toString();
            }
            return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? time.toLocalDate().toString()
                    : time.toLocalDate() + " " + time.toLocalTime();
        }
    }
}
