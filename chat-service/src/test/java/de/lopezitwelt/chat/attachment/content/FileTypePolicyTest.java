package de.lopezitwelt.chat.attachment.content;

import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.support.TestFiles;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FileTypePolicyTest {

    @Test
    void firstBytesTellImagesAndPdfWhateverTheName() {
        assertThat(detect(TestFiles.png(80), "page.html")).isEqualTo(FileType.PNG);
        assertThat(detect(bytes("\u00ff\u00d8\u00ff\u00e0rest"), "a.txt")).isEqualTo(FileType.JPEG);
        assertThat(detect(bytes("GIF89a\u0001\u0002"), "")).isEqualTo(FileType.GIF);
        assertThat(detect(bytes("RIFF\u0000\u0000\u0000\u0000WEBPVP8 "), "")).isEqualTo(FileType.WEBP);
        assertThat(detect(bytes("%PDF-1.7\n"), "a.md")).isEqualTo(FileType.PDF);
    }

    @Test
    void markupIsTextAtMost() {
        assertThat(detect(TestFiles.text("<html><script>alert(1)</script>"), "picture.png"))
                .isEqualTo(FileType.TEXT);
        assertThat(detect(TestFiles.text("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>"), "a.svg"))
                .isEqualTo(FileType.TEXT);
        assertThat(FileType.TEXT.servedAs()).isEqualTo("text/plain; charset=utf-8");
        assertThat(FileType.MARKDOWN.servedAs()).isEqualTo("text/plain; charset=utf-8");
    }

    @Test
    void markdownIsNamedSo() {
        assertThat(detect(TestFiles.text("# Title"), "README.MD")).isEqualTo(FileType.MARKDOWN);
        assertThat(detect(TestFiles.text("# Title"), "README")).isEqualTo(FileType.TEXT);
    }

    @Test
    void polyglotsAreWhatTheyBeginWith() {
        assertThat(detect(bytes("GIF89a/*<script>*/=1;//"), "a.js")).isEqualTo(FileType.GIF);
        assertThat(detect(bytes("\u0000%PDF-1.7"), "a.pdf")).isNull();
        assertThat(detect(bytes("\u0089PNG\r\n\u001a\nnot a header"), "a.png")).isNull();
    }

    @Test
    void otherEncodingsAndControlCharactersAreNoText() {
        assertThat(detect("Grüße".getBytes(StandardCharsets.UTF_16), "a.txt")).isNull();
        assertThat(detect("Grüße".getBytes(StandardCharsets.ISO_8859_1), "a.txt"))
                .isNull();
        assertThat(detect(TestFiles.text("a\u001b[31mred"), "a.txt")).isNull();
        assertThat(detect(TestFiles.text("zero\u0000byte"), "a.txt")).isNull();
        assertThat(detect(TestFiles.text("tab\tline\r\nend\f"), "a.txt")).isEqualTo(FileType.TEXT);
    }

    @Test
    void emptyFilesAndProgramsAreNotTaken() {
        assertThat(detect(new byte[0], "a.txt")).isNull();
        assertThat(detect(bytes("PK\u0003\u0004\u0014\u0000"), "a.docx")).isNull();
        assertThat(detect(bytes("\u007fELF\u0002"), "a.txt")).isNull();
    }

    @Test
    void byteOrderMarkIsNotPartOfTheText() {
        assertThat(FileTypePolicy.text(TestFiles.text("\ufeffhello"))).isEqualTo("hello");
    }

    @Test
    void namesLoseWhatCannotBeSeenAndWhereTheyCameFrom() {
        assertThat(FileNamePolicy.clean("..\\..\\etc/pass\u202ewd\r\n.txt")).isEqualTo("passwd.txt");
        assertThat(FileNamePolicy.clean("dir/..")).isEmpty();
        assertThat(FileNamePolicy.clean("x".repeat(300))).hasSize(255);
        assertThat(FileNamePolicy.disposition("Übersicht \"1\".md"))
                .isEqualTo("attachment; filename=\"file\"; filename*=UTF-8''%C3%9Cbersicht%20%221%22.md");
    }

    private static @Nullable FileType detect(byte[] content, String name) {
        return FileTypePolicy.detect(content, name);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
