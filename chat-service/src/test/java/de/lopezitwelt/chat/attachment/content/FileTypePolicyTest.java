package de.lopezitwelt.chat.attachment.content;

import static de.lopezitwelt.chat.support.TestFiles.join;
import static de.lopezitwelt.chat.support.TestFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import de.lopezitwelt.chat.support.TestFiles;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FileTypePolicyTest {

    @Test
    void firstBytesTellImages() {
        assertThat(FileTypePolicy.image(TestFiles.png(80))).isEqualTo(FileType.PNG);
        assertThat(FileTypePolicy.image(bytes("\u00ff\u00d8\u00ff\u00e0rest"))).isEqualTo(FileType.JPEG);
        assertThat(FileTypePolicy.image(bytes("GIF89a\u0001\u0002"))).isEqualTo(FileType.GIF);
        assertThat(FileTypePolicy.image(bytes("RIFF\u0000\u0000\u0000\u0000WEBPVP8 ")))
                .isEqualTo(FileType.WEBP);
        assertThat(FileTypePolicy.image(bytes("GIF89a/*<script>*/=1;//"))).isEqualTo(FileType.GIF);
        assertThat(FileTypePolicy.image(bytes("\u0089PNG\r\n\u001a\nnot a header")))
                .isNull();
    }

    @Test
    void pdfMayHaveBytesBeforeItsHeader() {
        byte[] pdf = TestFiles.pdf(null, "text");
        assertThat(FileTypePolicy.isDocument(pdf)).isTrue();
        assertThat(FileTypePolicy.isDocument(bytes("%PDF-1.7\nbroken"))).isTrue();
        assertThat(FileTypePolicy.isDocument(join(text("\ufeff"), pdf))).isTrue();
        assertThat(FileTypePolicy.isDocument(join(text("\r\n\r\n"), pdf))).isTrue();
        assertThat(FileTypePolicy.isDocument(join(text("HTTP/1.1 200 OK\r\n\r\n"), pdf)))
                .isTrue();
        assertThat(FileTypePolicy.isDocument(join(new byte[1019], pdf))).isTrue();
        assertThat(FileTypePolicy.isDocument(join(new byte[2048], pdf))).isFalse();
    }

    @Test
    void textAboutPdfIsText() {
        assertThat(FileTypePolicy.isDocument(text("A PDF begins with %PDF-1.7 and then binary bytes.")))
                .isFalse();
        assertThat(FileTypePolicy.isDocument(bytes("\u0000%PDF-1.7"))).isFalse();
    }

    @Test
    void archivesAndOldOfficeDocumentsAreToldApart() {
        assertThat(FileTypePolicy.isDocument(TestFiles.docx("a"))).isTrue();
        byte[] old = bytes("\u00d0\u00cf\u0011\u00e0\u00a1\u00b1\u001a\u00e1more");
        assertThat(FileTypePolicy.isDocument(old)).isFalse();
        assertThat(FileTypePolicy.isOldOffice(old)).isTrue();
    }

    @Test
    void markdownIsNamedSoAndNothingIsServedAsMarkup() {
        assertThat(FileTypePolicy.ofText("README.MD")).isEqualTo(FileType.MARKDOWN);
        assertThat(FileTypePolicy.ofText("README")).isEqualTo(FileType.TEXT);
        assertThat(FileTypePolicy.ofText("a.svg")).isEqualTo(FileType.TEXT);
        assertThat(FileType.TEXT.servedAs(null)).isEqualTo("text/plain; charset=utf-8");
        assertThat(FileType.MARKDOWN.servedAs("Shift_JIS")).isEqualTo("text/plain; charset=shift_jis");
    }

    @Test
    void namesLoseWhatCannotBeSeenAndWhereTheyCameFrom() {
        assertThat(FileNamePolicy.clean("..\\..\\etc/pass\u202ewd\r\n.txt")).isEqualTo("passwd.txt");
        assertThat(FileNamePolicy.clean("dir/..")).isEmpty();
        assertThat(FileNamePolicy.clean("x".repeat(300))).hasSize(255);
        assertThat(FileNamePolicy.clean("x".repeat(300) + ".docx")).hasSize(255).endsWith("x.docx");
        assertThat(FileNamePolicy.disposition("Übersicht \"1\".md"))
                .isEqualTo("attachment; filename=\"file\"; filename*=UTF-8''%C3%9Cbersicht%20%221%22.md");
    }

    @Test
    void namesKeepEveryLetter() {
        for (String name : new String[] {
            "نامه\u200cها.txt",
            "ශ්\u200dරී.pdf",
            "हिन्दी.md",
            "ภาษาไทย.txt",
            "👩\u200d💻.png",
            "Ελλάδα ΤΟ ΨΑΡΙ.txt",
            "ⴰⵎⴰⵣⵉⵖ.md",
            "𞤀𞤣𞤤𞤢𞤥.txt"
        }) {
            assertThat(FileNamePolicy.clean(name)).isEqualTo(name);
        }
        assertThat(FileNamePolicy.clean("\u1112\u1161\u11ab.txt")).isEqualTo("한.txt");
        String young = Character.toString(0x16ea0) + ".txt";
        assertThat(FileNamePolicy.clean(young)).isEqualTo(young);
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
