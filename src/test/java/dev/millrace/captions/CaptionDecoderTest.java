package dev.millrace.captions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Captions as people of many countries have saved them. */
class CaptionDecoderTest {

    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1252|de|Schöne Grüße aus der Küche! Äpfel, Öl und Übermut gehören dazu.",
                "windows-1252|fr|Où est passé l'élève ? Ça m'étonne, il était là ce matin même.",
                "ISO-8859-1|es|¿Dónde está el niño? Mañana será otro día, señor.",
                "windows-1250|cs|Příliš žluťoučký kůň úpěl ďábelské ódy. Můžeš mi říct, kde jsi byl?",
                "ISO-8859-2|pl|Zażółć gęślą jaźń. Dlaczego się śmiejesz, przecież to był żart?",
                "windows-1250|hu|Árvíztűrő tükörfúrógép. Hová mész ilyen későn, hölgyem?",
                "windows-1254|tr|Şimdi çığlık atma, öğretmen geliyor. Yağmur yağıyor, üşüyeceğiz.",
                "windows-1251|ru|Где ты был вчера вечером? Я ждал тебя целый час у входа.",
                "KOI8-R|ru|Где ты был вчера вечером? Я ждал тебя целый час у входа.",
                "windows-1253|el|Πού ήσουν χθες το βράδυ; Σε περίμενα μία ολόκληρη ώρα.",
                "windows-1255|he|איפה היית אתמול בערב? חיכיתי לך שעה שלמה ליד הכניסה.",
                "windows-1256|ar|أين كنت مساء أمس؟ انتظرتك ساعة كاملة عند المدخل.",
                "Shift_JIS|ja|昨日の夜はどこにいたの？入り口で一時間も待っていたよ。",
                "EUC-JP|ja|昨日の夜はどこにいたの？入り口で一時間も待っていたよ。",
                "EUC-KR|ko|어젯밤에 어디 있었어? 입구에서 한 시간이나 기다렸어.",
                "GB18030|zh|昨天晚上你在哪里？我在门口等了你整整一个小时。",
                "Big5|zh|昨天晚上你在哪裡？我在門口等了你整整一個小時。",
            })
    void knowsTheLettersOfALanguage(String charset, String language, String text) {
        var file = file(text);

        assertThat(CaptionDecoder.decode(file.getBytes(Charset.forName(charset)), null, language))
                .isEqualTo(file);
    }

    @Test
    void believesWhatIsSaidOfBytesThatLookLikeAscii() {
        var text = file("昨日の夜はどこにいたの？");
        var bytes = text.getBytes(Charset.forName("ISO-2022-JP"));

        assertThat(CaptionDecoder.decode(bytes, "ISO-2022-JP", "ja")).isEqualTo(text);
        assertThat(CaptionDecoder.decode("Hello".getBytes(StandardCharsets.US_ASCII), "windows-1251", "ru"))
                .isEqualTo("Hello");
        assertThat(CaptionDecoder.knows("ISO-2022-JP")).isTrue();
        assertThat(CaptionDecoder.knows("no charset!")).isFalse();
    }

    /** Too little for any statistics, or letters that no statistics are at hand for. */
    @ParameterizedTest(name = "{1} in {0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "windows-1251|ru|Привет",
                "windows-1250|pl|Łódź",
                "windows-1253|el-GR|Γεια",
                "x-windows-874|th|สวัสดีครับ",
                "windows-1257|lt|Ačiū, šuo",
                "windows-1252|und|Käse"
            })
    void goesByTheLanguageWhereLettersDoNotTell(String charset, String language, String text) {
        assertThat(CaptionDecoder.decode(text.getBytes(Charset.forName(charset)), null, language))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void knowsUnicodeWithoutAMark(String charset) {
        var file = file("Grüße, Привет, 你好 😀");

        assertThat(CaptionDecoder.decode(file.getBytes(Charset.forName(charset)), null, "und"))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
    void takesTheMarkAway(String charset) {
        var marked = ("\ufeff" + file("Grüße")).getBytes(Charset.forName(charset));

        assertThat(CaptionDecoder.decode(marked, "ISO-8859-1", "und")).isEqualTo(file("Grüße"));
    }

    @Test
    void believesTheSenderWhereTheBytesFit() {
        var bytes = "Łódź".getBytes(Charset.forName("ISO-8859-2"));

        assertThat(CaptionDecoder.decode(bytes, "ISO-8859-2", "und")).isEqualTo("Łódź");
        assertThat(CaptionDecoder.decode("Grüße".getBytes(StandardCharsets.UTF_8), "ISO-8859-2", "und"))
                .as("valid UTF-8 is UTF-8")
                .isEqualTo("Grüße");
        assertThat(CaptionDecoder.decode(bytes, "no-such-charset", "pl")).isNotEmpty();
    }

    @Test
    void readsAnythingAsSomething() {
        assertThat(CaptionDecoder.decode(new byte[0], null, "und")).isEmpty();
        assertThat(CaptionDecoder.decode(new byte[] {(byte) 0xff}, null, "und")).hasSize(1);
        assertThat(CaptionDecoder.decode(new byte[] {0, 0, 0}, null, "und")).isNotNull();
    }

    private static String file(String text) {
        var file = new StringBuilder();
        var words = text.split("(?<=[,.?？。؟;!]) ?");
        for (int i = 0; i < words.length; i++) {
            file.append("%d\n00:00:%02d,000 --> 00:00:%02d,500\n%s\n\n".formatted(i + 1, i, i, words[i]));
        }
        return file.toString();
    }
}
