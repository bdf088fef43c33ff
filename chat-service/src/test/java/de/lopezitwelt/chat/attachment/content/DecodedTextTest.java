package de.lopezitwelt.chat.attachment.content;

import static de.lopezitwelt.chat.support.TestFiles.join;
import static de.lopezitwelt.chat.support.TestFiles.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecodedTextTest {
    private static final String RUSSIAN = "Привет! Это короткое письмо о погоде и о том, что завтра будет встреча.";
    private static final String JAPANESE = "こんにちは。明日の会議は午後三時からです。資料を送ります。";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            windows-1252  | Name;Preis\\nMüller;5,00 €\\n“q”;1
            windows-1252  | L'été dernier, nous avons mangé des crêpes à Nîmes — c’était bon.
            windows-1252  | El niño comió piña; ¿cuánto cuesta? ¡Mañana!
            windows-1252  | Größe
            ISO-8859-2    | Zażółć gęślą jaźń. Wczoraj padał śnieg, a dziś świeci słońce.
            windows-1250  | Příliš žluťoučký kůň úpěl ďábelské ódy; šťastný den.
            windows-1254  | Türkçe yazılmış kısa bir mektup: yarın görüşürüz, hoşça kalın. İyi günler ve iyi çalışmalar.
            windows-1251  | Привет! Это короткое письмо о погоде и о том, что завтра будет встреча.
            windows-1251  | Имя;Цена
            KOI8-R        | Привет! Это короткое письмо о погоде и о том, что завтра будет встреча.
            IBM866        | Привет! Это короткое письмо о погоде и о том, что завтра будет встреча.
            windows-1253  | Καλημέρα σας. Η αυριανή συνάντηση αρχίζει στις τρεις το απόγευμα.
            windows-1255  | שלום לכולם, הפגישה מחר תתחיל בשעה שלוש אחר הצהריים.
            windows-1256  | السلام عليكم، سيبدأ الاجتماع غدا في الساعة الثالثة بعد الظهر.
            TIS-620       | สวัสดีครับ พรุ่งนี้มีประชุมตอนบ่ายสามโมง
            Shift_JIS     | こんにちは。明日の会議は午後三時からです。資料を送ります。
            Shift_JIS     | 価格,りんご
            EUC-JP        | こんにちは。明日の会議は午後三時からです。資料を送ります。
            EUC-KR        | 안녕하세요. 내일 회의는 오후 세 시에 시작합니다.
            EUC-KR        | 이름,가격
            GB18030       | 你好，明天的会议下午三点开始，请提前准备好材料。
            GB18030       | 姓名,价格
            Big5          | 你好，明天的會議下午三點開始，請提前準備好資料。
            Big5          | 姓名,價格
            ISO-2022-JP   | こんにちは。明日の会議は午後三時からです。
            UTF-16LE      | Grüße, Welt: 你好 — plain text
            UTF-16BE      | Grüße, Welt: 你好 — plain text
            UTF-16LE      | 你好，明天的会议下午三点开始。\\n请准备材料。
            UTF-8         | 你好, Welt
            """)
    void encodingsThatPeopleHaveAreFound(String encoding, String written) {
        String wanted = written.replace("\\n", "\n");
        DecodedText found =
                Objects.requireNonNull(DecodedText.of(wanted.getBytes(Charset.forName(encoding))), encoding);
        assertThat(found.text()).as("%s as %s", encoding, found.encoding()).isEqualTo(wanted);
    }

    @Test
    void encodingIsSaid() {
        assertThat(encoding("Müller".getBytes(Charset.forName("windows-1252")))).isEqualTo("windows-1252");
        assertThat(encoding(RUSSIAN.getBytes(Charset.forName("KOI8-R")))).isEqualTo("KOI8-R");
        assertThat(encoding(JAPANESE.getBytes(Charset.forName("Shift_JIS")))).isEqualTo("Shift_JIS");
        assertThat(encoding("회의는 내일 시작합니다".getBytes(Charset.forName("EUC-KR")))).isEqualTo("EUC-KR");
        assertThat(encoding(text("plain"))).isEqualTo("UTF-8");
    }

    @Test
    void byteOrderMarkDecidesAndIsNotPartOfTheText() {
        assertThat(read(text("\ufeffhello"))).isEqualTo("hello");
        assertThat(read(join(new byte[] {(byte) 0xff, (byte) 0xfe}, "Hällo 日".getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo("Hällo 日");
        assertThat(read("Hällo 日".getBytes(StandardCharsets.UTF_16))).isEqualTo("Hällo 日");
        assertThat(read(join(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 0}, "Hä".getBytes(Charset.forName("UTF-32LE")))))
                .isEqualTo("Hä");
    }

    @Test
    void longTextIsFoundOutFromWhereItStopsBeingAscii() {
        String whole = "plain ascii\n".repeat(20_000) + RUSSIAN;
        assertThat(read(whole.getBytes(Charset.forName("windows-1251")))).isEqualTo(whole);
        String more = JAPANESE.repeat(5_000);
        assertThat(read(more.getBytes(Charset.forName("Shift_JIS")))).isEqualTo(more);
    }

    @Test
    void logsLoseColorsAndStrayControlCharactersOnly() {
        assertThat(read(text("\u001b[1;31mERROR\u001b[0m disk full\u0007\nnext\tline\r\nend\f")))
                .isEqualTo("ERROR disk full\nnext\tline\r\nend\f");
        assertThat(read(text("rotated\u0000\u0000 log with a long line behind the gap")))
                .isEqualTo("rotated log with a long line behind the gap");
        assertThat(read(join(text("Grüße aus Köln, schöne Öfen übermäßig: "), new byte[] {(byte) 0xfc}, text("ber"))))
                .isEqualTo("Grüße aus Köln, schöne Öfen übermäßig: \ufffdber");
        assertThat(read(join(text("Grüße "), new byte[] {(byte) 0xe2, (byte) 0x82})))
                .isEqualTo("Grüße \ufffd");
    }

    @Test
    void programsAndPacksAreNoText() {
        assertThat(DecodedText.of(bytes("\u007fELF\u0002"))).isNull();
        assertThat(DecodedText.of(new byte[] {0, 1, 2, 3, 4, 5, 6, 7})).isNull();
        byte[] noise = new byte[5_000];
        new java.util.Random(7).nextBytes(noise);
        assertThat(DecodedText.of(noise)).isNull();
        assertThat(DecodedText.of(bytes("BZh91AY&SY\u009c\u0001\u0002\u0003\u0004\u0005\u00ff\u0006\u0007\u000e")))
                .isNull();
    }

    private static String read(byte[] content) {
        return Objects.requireNonNull(DecodedText.of(content)).text();
    }

    private static String encoding(byte[] content) {
        return Objects.requireNonNull(DecodedText.of(content)).encoding();
    }

    private static byte[] bytes(String latin) {
        return latin.getBytes(StandardCharsets.ISO_8859_1);
    }
}
