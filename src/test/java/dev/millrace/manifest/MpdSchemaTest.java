package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** The schema lets nothing through that is not by the rules. */
class MpdSchemaTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            no namespace                 | ' xmlns="[^"]+"'               | ''
            no profiles                  | ' profiles="[^"]+"'            | ''
            no buffer                    | ' minBufferTime="[^"]+"'       | ''
            not static                   | 'type="static"'                | 'type="live"'
            a clock instead of a length  | 'PT10\\.624000S'                | '00:00:10.624'
            an attribute nobody knows    | '<Period '                     | '<Period begin="0" '
            a number for a flag          | 'Alignment="true"'             | 'Alignment="yes"'
            a decimal frame rate         | '30000/1001'                   | '29.97'
            no language                  | 'lang="en"'                    | 'lang="English (US)"'
            an unknown role              | 'value="alternate"'            | 'value="other"'
            the role ahead of the label  | '(<Label>.*</Label>)\\s*(<Role [^>]*>)' | '$2$1'
            the label ahead of channels  | '(<AudioChannel[^>]*>)\\s*(<Label>.*</Label>)' | '$2$1'
            no name for people           | '<Label>[^<]+</Label>'         | '<Label> </Label>'
            no channels                  | '<AudioChannel[^>]*>'          | ''
            an empty time line           | '<S [^>]*>'                    | ''
            a segment without length     | ' d="59059"'                   | ''
            a negative repetition        | 'r="0"'                        | 'r="-2"'
            a second template            | '(?s)(<SegmentTemplate.*?</SegmentTemplate>)' | '$1$1'
            a set of the same id         | 'AdaptationSet id="1"'         | 'AdaptationSet id="0"'
            a rendition of the same name | 'Representation id="a1"'       | 'Representation id="a0"'
            a space in a name            | 'Representation id="v720"'     | 'Representation id="v 720"'
            no rate                      | ' bandwidth="[^"]+"'           | ''
            codecs by their names        | 'avc1\\.64001f'                 | 'H.264 high'
            a set without renditions     | '<Representation [^>]*>'       | ''
            a period without sets        | '(?s)<AdaptationSet.*</AdaptationSet>' | ''
            captions without a file      | '<BaseURL>s0[^<]*</BaseURL>'   | '<BaseURL/>'
            captions of somewhere else   | '<BaseURL>s0'                  | '<BaseURL>http://elsewhere/s0'
            captions without a purpose   | '(<Label>Signs</Label>)\\s*<Role [^>]*>' | '$1'
            an unknown kind of captions  | 'mimeType="text/vtt"'          | 'mimeType="text/srt"'
            a channel without a language | 'CC3=und'                      | 'CC3='
            a language in two letters    | 'CC1=ger'                      | 'CC1=de'
            a service by its name        | '"1=lang:ger"'                 | '"SERVICE1=lang:ger"'
            the role ahead of captions   | '(?s)(<Accessibility.*>)\\s*(<Role [^>]*"main"/>)(\\s*<SegmentT)' | '$2$1$3'
            captions as an MP4 profile   | 'full:2011" lang'              | 'cmaf:2019" lang'
            tiles of no pattern          | 'value="5x5"'                  | 'value="25"'
            tiles that may be ignored    | '(<|</)EssentialProperty'      | '$1SupplementalProperty'
            a length beyond its field    | 'duration="1476475"'           | 'duration="4294967296"'
            no period                    | '(?s)<Period.*</Period>'       | ''
            """)
    void refuses(String what, String part, String instead) {
        var right = new String(DashManifestTest.EVERYTHING.render(), StandardCharsets.UTF_8);
        MpdSchema.holds(right.getBytes(StandardCharsets.UTF_8));

        var wrong = right.replaceAll(part, instead);

        assertThat(wrong).isNotEqualTo(right);
        assertThatExceptionOfType(SAXException.class)
                .isThrownBy(() -> MpdSchema.validate(wrong.getBytes(StandardCharsets.UTF_8)));
    }
}
