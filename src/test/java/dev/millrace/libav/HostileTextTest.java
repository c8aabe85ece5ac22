package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Texts under the name of a film that would have libav read another's film, or call an address. */
class HostileTextTest {

    @TempDir
    Path folder;

    @BeforeAll
    static void load() {
        Libav.load();
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                arguments(
                        "DASH",
                        """
                        <?xml version="1.0" encoding="utf-8"?>
                        <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT4S"
                            profiles="urn:mpeg:dash:profile:isoff-on-demand:2011" minBufferTime="PT2S">
                          <Period><AdaptationSet mimeType="video/mp4"><Representation id="1" bandwidth="1000">
                            <BaseURL>%FILE%</BaseURL>
                            <SegmentList><Initialization sourceURL="%FILE%"/><SegmentURL media="%HTTP%/1.m4s"/>
                            </SegmentList>
                          </Representation></AdaptationSet></Period>
                        </MPD>
                        """),
                arguments(
                        "HLS",
                        """
                        #EXTM3U
                        #EXT-X-TARGETDURATION:4
                        #EXT-X-MAP:URI="file://%FILE%"
                        #EXTINF:4,
                        file://%FILE%
                        #EXTINF:4,
                        %HTTP%/1.ts
                        #EXT-X-ENDLIST
                        """),
                arguments(
                        "HLS, multivariant",
                        """
                        #EXTM3U
                        #EXT-X-STREAM-INF:BANDWIDTH=1000
                        %HTTP%/index.m3u8
                        #EXT-X-STREAM-INF:BANDWIDTH=2000
                        canary.mp4
                        """),
                arguments(
                        "concat",
                        """
                        ffconcat version 1.0
                        file 'canary.mp4'
                        file '%HTTP%/film.mp4'
                        """),
                arguments(
                        "SDP",
                        """
                        v=0
                        o=- 0 0 IN IP4 127.0.0.1
                        s=film
                        c=IN IP4 127.0.0.1
                        t=0 0
                        m=video %PORT% RTP/AVP 96
                        a=rtpmap:96 H264/90000
                        """),
                arguments(
                        "IMF",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016">
                          <Id>urn:uuid:2f2aa8a1-6ba3-4d3d-9a37-ff4a1a9df5a1</Id>
                          <ContentTitle>%FILE%</ContentTitle><EditRate>24 1</EditRate>
                        </CompositionPlaylist>
                        """),
                arguments(
                        "Smooth Streaming",
                        """
                        <SmoothStreamingMedia MajorVersion="2" MinorVersion="0" Duration="1">
                          <StreamIndex Type="video" Url="%HTTP%/{start time}"/></SmoothStreamingMedia>
                        """),
                arguments("filter script", "movie=%FILE%[out0]"),
                arguments("AviSynth", "AviSource(\"%FILE%\")"),
                arguments("RTSP reference", "RTSPtextRTSP://127.0.0.1:%PORT%/film"),
                arguments(
                        "QuickTime reference",
                        """
                        <?xml version="1.0"?><?quicktime type="application/x-quicktime-media-link"?>
                        <embed src="%HTTP%/film.mov" />
                        """));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void isRefusedAndOpensNothing(String name, String text) throws Exception {
        try (var canary = new Canary(folder.resolve("canary.mp4"))) {
            var source = Files.writeString(folder.resolve("film.mp4"), fill(text, canary));
            var refusal = catchThrowableOfType(
                    SourceException.class, () -> SourceProbe.probe(source.toString(), event -> {}));

            assertThat(refusal).isNotNull();
            assertThat(refusal.code()).isEqualTo("unsupported_format");
            assertThat(canary.touched()).as("files opened, addresses called").isZero();
        }
    }

    /** With libav's own settings the same text does open the other file: the canary can sing. */
    @Test
    void aCanaryTellsWhenItIsTouched() throws Exception {
        try (var canary = new Canary(folder.resolve("canary.mp4"))) {
            var source = Files.writeString(folder.resolve("film.mp4"), "ffconcat version 1.0\nfile 'canary.mp4'\n");
            var context = new AVFormatContext(null);
            int opened = avformat_open_input(context, source.toString(), null, (AVDictionary) null);
            if (opened >= 0) {
                avformat_close_input(context);
            }

            await().until(() -> canary.touched() > 0);
        }
    }

    /** A path that reads like a protocol is still only a path. */
    @Test
    void aNameIsNoProtocol() throws Exception {
        try (var canary = new Canary(folder.resolve("canary.mp4"))) {
            for (var name : new String[] {
                "concat:" + canary.file,
                "subfile,,start,0,end,9,,:" + canary.file,
                canary.address() + "/film.mp4",
                "data:video/mp4;base64,AAAA"
            }) {
                var refusal = catchThrowableOfType(SourceException.class, () -> SourceProbe.probe(name, event -> {}));
                assertThat(refusal).as(name).isNotNull();
            }
            assertThat(canary.touched()).isZero();
        }
    }

    private static String fill(String text, Canary canary) {
        return text.replace("%FILE%", canary.file.toString())
                .replace("%HTTP%", canary.address())
                .replace("%PORT%", Integer.toString(canary.port()));
    }
}
