package de.lopezitwelt.chat.attachment.document;

import static de.lopezitwelt.chat.support.TestFiles.join;
import static de.lopezitwelt.chat.support.TestFiles.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.support.TestFiles;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DocumentsTest {
    private static final int MUCH = 10_000;

    @Test
    void pdfSaysWhatItsReaderSees() {
        assertThat(pdf(TestFiles.form()).text())
                .containsSubsequence("Name:", "Ada Lovelace", "typed into a box", "[a note on the margin]");
    }

    @Test
    void pdfIsReadBehindOtherBytes() {
        byte[] pdf = TestFiles.pdf(null, "behind");
        assertThat(pdf(join(text("\ufeff"), pdf)).text()).isEqualTo("behind");
        assertThat(pdf(join(text("\r\n\r\n"), pdf)).text()).isEqualTo("behind");
        assertThat(pdf(join(text("HTTP/1.1 200 OK\r\n\r\n"), pdf)).text()).isEqualTo("behind");
    }

    @Test
    void documentsSayTheirParagraphs() {
        Extract read = office(TestFiles.docx("Erster Absatz", "第二段落"));
        assertThat(read.text()).isEqualTo("Erster Absatz\n第二段落");
        assertThat(read.mediaType()).endsWith("wordprocessingml.document");
        assertThat(read.truncated()).isFalse();
    }

    @Test
    void tablesSayTheirValuesInColumns() {
        Extract read = office(TestFiles.xlsx());
        assertThat(read.text()).isEqualTo("# Umsatz\nMüller\t12.5\t\t2026-03-04\n\t25\n\n# 会議\n第二");
        assertThat(read.mediaType()).endsWith("spreadsheetml.sheet");
    }

    @Test
    void slidesSayTheirTextsAndNotes() {
        Extract read = office(TestFiles.pptx("Titel der Folie", "nicht vergessen"));
        assertThat(read.text()).contains("Titel der Folie", "nicht vergessen");
        assertThat(read.mediaType()).endsWith("presentationml.presentation");
    }

    @Test
    void enoughIsEnough() {
        Extract read = Objects.requireNonNull(
                new OfficeText().of(TestFiles.docx("x".repeat(500)), new BoundedText(100, inAMinute())));
        assertThat(read.text()).hasSize(100);
        assertThat(read.truncated()).isTrue();
    }

    @Test
    void otherArchivesAreNone() {
        assertThat(archive(TestFiles.zip(Map.of("a.txt", text("hello"))))).isNull();
        assertThat(archive(TestFiles.zip(Map.of(
                        "mimetype", text("application/vnd.oasis.opendocument.text"), "content.xml", text("<a/>")))))
                .isNull();
    }

    @Test
    void packageWithoutADocumentIsNone() {
        byte[] types = text("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>");
        assertThat(archive(TestFiles.zip(Map.of("[Content_Types].xml", types)))).isNull();
    }

    @Test
    void brokenDocumentsAreRefusedWithTheReason() {
        byte[] whole = TestFiles.docx("text");
        assertThatThrownBy(() -> archive(Arrays.copyOf(whole, whole.length / 2)))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("Office document");
        assertThatThrownBy(() -> archive(TestFiles.docx(" "))).hasMessageContaining("no text");
    }

    @Test
    void entitiesAreNotRead() {
        byte[] document = text("<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
                + "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r>"
                + "<w:t>&a;&f;</w:t></w:r></w:p></w:body></w:document>");
        assertThatThrownBy(() -> archive(TestFiles.docxWith(document))).isInstanceOf(UnreadableFile.class);
    }

    private static Extract pdf(byte[] content) {
        return new PdfText(MUCH).of(content, new BoundedText(MUCH, inAMinute()));
    }

    private static Extract office(byte[] content) {
        return Objects.requireNonNull(archive(content));
    }

    private static @Nullable Extract archive(byte[] content) {
        return new OfficeText().of(content, new BoundedText(MUCH, inAMinute()));
    }

    private static long inAMinute() {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    }
}
