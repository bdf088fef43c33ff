package de.lopezitwelt.chat.attachment.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.lopezitwelt.chat.support.TestFiles;
import de.lopezitwelt.platform.web.problem.ProblemException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormPolicyTest {
    private static final Charset UTF_8 = StandardCharsets.UTF_8;

    @Test
    void fileIsWhatStandsBetweenTheBoundaries() {
        byte[] bytes = {'a', '\r', '\n', '-', '-', 'X', 'Y', '\r', '\n', 0, (byte) 0xff, '\r', '\n'};
        byte[] form = form("Content-Disposition: form-data; name=\"upload\"; filename=\"a.bin\"", bytes);

        Upload upload = FormPolicy.fileOf(form, "X");

        assertThat(upload.name()).isEqualTo("a.bin");
        assertThat(upload.content()).isEqualTo(bytes);
    }

    @Test
    void formOfTheCaseIsRead() {
        String form =
                "--X\nContent-Disposition: form-data; name=\"file\"; filename=\"h.txt\"\nContent-Type: text/plain\n\n"
                        + "hello file\n--X--\n";
        Upload upload = FormPolicy.fileOf(form.getBytes(UTF_8), "X");
        assertThat(upload.content()).asString().isEqualTo("hello file");
        assertThat(upload.name()).isEqualTo("h.txt");
    }

    @Test
    void otherFieldsAndFilesNotChosenDoNotCount() {
        String form = "preamble\r\n--X\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nuser_data\r\n"
                + "--X\r\nContent-Disposition: form-data; name=\"more\"; filename=\"\"\r\n\r\n\r\n"
                + "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nyes\r\n--X--\r\nepilogue";
        assertThat(FormPolicy.fileOf(form.getBytes(UTF_8), "X").content())
                .asString()
                .isEqualTo("yes");
    }

    @Test
    void fieldOfThatNameIsAFileWithoutAName() {
        Upload upload = FormPolicy.fileOf(form("Content-Disposition: form-data; name=file", "x".getBytes(UTF_8)), "X");
        assertThat(upload.name()).isNull();
        assertThat(upload.content()).asString().isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            plain, Chrome           | filename="Übersicht 日本 🎉.txt"                              | Übersicht 日本 🎉.txt
            quote, browsers         | filename="a%22b.txt"                                        | a"b.txt
            percent, browsers       | filename="100%25.txt"                                       | 100%25.txt
            quote, curl of old      | filename="a\\"b\\\\c.txt"                                   | a"b\\c.txt
            path, old browsers      | filename="C:\\dir\\file.txt"                                | C:\\dir\\file.txt
            token                   | filename=a.txt; size=3                                      | a.txt
            semicolon in quotes     | filename="a;b=c.txt"                                        | a;b=c.txt
            RFC 5987                | filename="x"; filename*=UTF-8''%c3%9c%20%e2%82%ac.txt        | Ü €.txt
            RFC 5987, Latin-1       | filename*=iso-8859-1'de'%DCbersicht.txt; filename="x"        | Übersicht.txt
            RFC 2231, pieces        | filename*0="long "; filename*1="name.txt"                   | long name.txt
            RFC 2231, both          | filename*0*=UTF-8''%c3%9c; filename*1="50%.txt"              | Ü50%.txt
            folded                  | filename="a.txt";\\r\\n x=y                                  | a.txt
            """)
    void nameIsReadInEveryWayThatItIsWritten(String kind, String parameter, String name) {
        String head = "Content-Disposition: form-data; name=\"file\"; "
                + parameter.replace("\\r\\n", "\r\n").strip();
        assertThat(FormPolicy.fileOf(form(head, new byte[] {1}), "X").name())
                .as(kind)
                .isEqualTo(name);
    }

    @Test
    void nameInAnOlderEncodingKeepsItsLetters() {
        byte[] head = "Content-Disposition: form-data; name=\"file\"; filename=\"Größe.txt\""
                .getBytes(Charset.forName("windows-1252"));
        byte[] form = TestFiles.join("--X\r\n".getBytes(UTF_8), head, "\r\n\r\nx\r\n--X--".getBytes(UTF_8));
        assertThat(FormPolicy.fileOf(form, "X").name()).isEqualTo("Größe.txt");
    }

    @Test
    void base64IsDecoded() {
        String head =
                "Content-Disposition: form-data; name=\"file\"; filename=\"a\"\r\nContent-Transfer-Encoding: base64";
        assertThat(FormPolicy.fileOf(form(head, "aGVs\r\nbG8=".getBytes(UTF_8)), "X")
                        .content())
                .asString()
                .isEqualTo("hello");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--X--\r\n",
                "--X\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nv\r\n--X--",
                "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"\"\r\n\r\n\r\n--X--",
                "no form at all",
                "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\ncut off",
                "--X\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n1\r\n"
                        + "--X\r\nContent-Disposition: form-data; name=\"b\"; filename=\"b\"\r\n\r\n2\r\n--X--"
            })
    void noFileSeveralAndBrokenFormsAreRefusedByName(String form) {
        assertThatThrownBy(() -> FormPolicy.fileOf(form.getBytes(UTF_8), "X"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.violations().getFirst().field())
                                .isEqualTo("file"));
    }

    @Test
    void boundaryIsNeeded() {
        assertThatThrownBy(() -> FormPolicy.fileOf(new byte[0], null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void bodyIsAFormWhereItSaysSo() {
        byte[] form = form("Content-Disposition: form-data; name=\"file\"; filename=\"a\"", new byte[] {1});
        assertThat(Upload.of(form, "Multipart/Form-Data; charset=utf-8; boundary=\"X\"")
                        .content())
                .containsExactly(1);
        assertThat(Upload.of(form, "text/plain; boundary=X").content()).isEqualTo(form);
        assertThat(Upload.of(form, null).content()).isEqualTo(form);
        assertThatThrownBy(() -> Upload.of(form, "multipart/form-data")).isInstanceOf(ProblemException.class);
    }

    private static byte[] form(String head, byte[] content) {
        return TestFiles.join(
                ("--X\r\n" + head + "\r\n\r\n").getBytes(UTF_8), content, "\r\n--X--\r\n".getBytes(UTF_8));
    }
}
