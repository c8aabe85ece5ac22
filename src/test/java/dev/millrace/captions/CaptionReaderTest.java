package dev.millrace.captions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of all conditions, against what is written of them. */
class CaptionReaderTest {

    static Stream<Arguments> files() {
        return Stream.of(
                arguments(
                        "an ordinary SubRip file",
                        """
                        1
                        00:00:01,000 --> 00:00:02,500
                        First line
                        second line

                        2
                        00:01:00,000 --> 00:01:01,000
                        Later
                        """,
                        """

                        00:00:01.000 --> 00:00:02.500
                        First line
                        second line

                        00:01:00.000 --> 00:01:01.000
                        Later
                        """),
                arguments(
                        "SubRip without empty lines between cues, with one inside, with short times and no numbers",
                        """
                        0:1,5-->0:2
                        one

                        still one
                        3
                        00:00:03.25 --> 00:00:04,1000
                        three
                        42
                        """,
                        """

                        00:00:01.500 --> 00:00:02.000
                        one
                        still one

                        00:00:03.250 --> 00:00:04.100
                        three
                        42
                        """),
                arguments(
                        "SubRip with colours, fonts and places",
                        """
                        1
                        00:00:00,000 --> 00:00:01,000 X1:100 X2:200 Y1:1 Y2:2
                        {\\an8}<font color="#ff0000">Red <B>and</B> bold</font> & 1 < 2
                        """,
                        """

                        00:00:00.000 --> 00:00:01.000 line:0
                        Red <b>and</b> bold &amp; 1 &lt; 2
                        """),
                arguments(
                        "WebVTT with all its blocks",
                        """
                        WEBVTT - a title
                        Kind: captions

                        STYLE
                        ::cue { color: red }

                        REGION
                        id:fred

                        NOTE
                        nobody reads this

                        intro
                        00:01.000 --> 00:02.000 line:10% region:fred align:start onclick:alert(1)
                        <v.loud Mary>Hello <c.red>you</c></v> &amp; me&nbsp;<00:00:01.500>now

                        00:02.000 --> 00:03.000
                        <ruby>漢<rt>kan</rt></ruby> <script>alert(1)</script> <lang en>hi</lang>
                        """,
                        """

                        00:00:01.000 --> 00:00:02.000 line:10% align:start
                        <v Mary>Hello you</v> &amp; me\u00a0now

                        00:00:02.000 --> 00:00:03.000
                        <ruby>漢<rt>kan</rt></ruby> alert(1) <lang en>hi</lang>
                        """),
                arguments(
                        "tags that are never closed, closed twice, or closed in the wrong order",
                        """
                        00:00:00,000 --> 00:00:01,000
                        <i>one <b>two</i> three</b> four</u>

                        00:00:01,000 --> 00:00:02,000
                        <i><b></b></i><u>five
                        <rt>six
                        """,
                        """

                        00:00:00.000 --> 00:00:01.000
                        <i>one <b>two</b></i> <b>three</b> four

                        00:00:01.000 --> 00:00:02.000
                        <u>five
                        six</u>
                        """),
                arguments(
                        "cues out of order, without an end, overlapping, twice",
                        """
                        00:00:20,000 --> 00:00:21,000
                        late

                        00:00:05,000 --> 00:00:05,000
                        until the next

                        00:00:06,000 --> 00:00:08,050
                        slips into the next

                        00:00:08,000 --> 00:00:12,000
                        really overlaps

                        00:00:10,000 --> 00:00:11,000
                        with this

                        00:00:12,000 --> 00:00:14,000
                        really overlaps

                        00:00:30,000 --> 00:00:29,000
                        at most seven seconds
                        """,
                        """

                        00:00:05.000 --> 00:00:06.000
                        until the next

                        00:00:06.000 --> 00:00:08.000
                        slips into the next

                        00:00:08.000 --> 00:00:14.000
                        really overlaps

                        00:00:10.000 --> 00:00:11.000
                        with this

                        00:00:20.000 --> 00:00:21.000
                        late

                        00:00:30.000 --> 00:00:37.000
                        at most seven seconds
                        """),
                arguments(
                        "old line ends, a byte order mark and control characters",
                        "\ufeff1\r00:00:00,000 --> 00:00:01,000\ra\u0000b\u001b\r\r2\r\n00:00:01,000 --> 00:00:02,000\r\nc\r\n",
                        """

                        00:00:00.000 --> 00:00:01.000
                        ab

                        00:00:01.000 --> 00:00:02.000
                        c
                        """),
                arguments(
                        "an arrow in the words",
                        """
                        WEBVTT

                        00:00.000 --> 00:01.000
                        this way -- > that way -->here
                        """,
                        """

                        00:00:00.000 --> 00:00:01.000
                        this way -- &gt; that way --&gt;here
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readsWhatIsThere(String name, String file, String written) {
        assertThat(WebVtt.file(CaptionReader.read(file))).isEqualTo("WEBVTT\n" + written);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void readsItsOwnWritingAsTheSame(String name, String file, String written) {
        var cues = CaptionReader.read(file);

        assertThat(CaptionReader.read(WebVtt.file(cues))).isEqualTo(cues);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "WEBVTT",
                "just a text",
                "--> -->",
                "00:00:01,000 -->",
                "00:00:01,000 --> soon\nno",
                "99999999:00:00,000 --> 99999999:00:01,000\nno",
                "-1:00:00,000 --> 00:00:01,000\nno",
                "200:00:00,000 --> 200:00:01,000\nlater than any film",
                "00:00:01,000 --> 00:00:02,000\n<i> </i>\n"
            })
    void findsNothingWhereNothingIs(String file) {
        assertThat(CaptionReader.read(file)).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "line:0|line:0",
                "line:-1,end position:50%,line-left size:33.5% align:right vertical:rl"
                        + "|line:-1,end position:50%,line-left size:33.5% align:right vertical:rl",
                "line:101%|''",
                "size:50|''",
                "align:middle align:center|align:center",
                "position:10% position:20%|position:10%",
                "region:a x:y : :: line:|''"
            })
    void keepsWellFormedSettings(String raw, String kept) {
        assertThat(CueSettings.of(raw)).isEqualTo(kept);
    }

    @Test
    void moreThanAScreenfulIsNotShownAtOnce() {
        var file = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            file.append("00:00:00,000 --> 00:10:00,000\nline ").append(i).append("\n\n");
        }

        assertThat(CaptionReader.read(file.toString())).hasSize(16);
    }
}
