package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.manifest.DashManifest.Rendition;
import dev.millrace.manifest.DashManifest.Sound;
import dev.millrace.manifest.DashManifest.Track;
import dev.millrace.manifest.DashManifest.Video;
import dev.millrace.manifest.Words.Audience;
import dev.millrace.manifest.Words.ClosedCaptions;
import dev.millrace.media.Bitrate;
import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Storyboard;
import io.lindstrom.mpd.MPDParser;
import io.lindstrom.mpd.data.PresentationType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DashManifestTest {

    private static final Video VIDEO = new Video(
            new Track(30_000, List.of(59_059L, 59_059L, 59_059L, 118_118L, 23_023L)),
            new FrameRate(30_000, 1001),
            List.of(
                    new Rendition("v720", "avc1.64001f", new Bitrate(3_000_000), new Resolution(1280, 720)),
                    new Rendition("v240", "avc1.640015", new Bitrate(300_000), new Resolution(426, 240))),
            List.of());

    private static final Track SOUND_TRACK = new Track(48_000, List.of(94_208L, 95_232L, 94_208L, 188_416L, 37_888L));

    private static final DashManifest FILM = new DashManifest(
            4,
            VIDEO,
            List.of(
                    new Sound("a0", "Director & <cast>", "en", 2, "mp4a.40.2", new Bitrate(131_000), SOUND_TRACK),
                    new Sound("a1", "Audio", "und", 2, "mp4a.40.2", new Bitrate(130_000), SOUND_TRACK)));

    /** 67 s, 34 GOPs. */
    private static final Grid GRID = Grid.of(new FrameRate(30_000, 1001), 2000);

    static final DashManifest EVERYTHING = new DashManifest(
            4,
            new Video(
                    VIDEO.track(),
                    VIDEO.rate(),
                    VIDEO.renditions(),
                    List.of(
                            new ClosedCaptions("CC1", "German (CC1)", "de"),
                            new ClosedCaptions("CC3", "Captions (CC3)", "und"),
                            new ClosedCaptions("SERVICE1", "German (SERVICE1)", "de-AT"))),
            FILM.sounds(),
            List.of(
                    new DashText("s0", "Deutsch", "de", true, false, Audience.FOREIGN),
                    new DashText("s2", "English (SDH)", "en", false, false, Audience.DEAF),
                    new DashText("s3", "Signs", "und", false, true, Audience.FOREIGN)),
            new DashTiles(Storyboard.plan(GRID, new Resolution(1280, 720)), GRID));

    @Test
    void rendersByteForByte() {
        assertThat(new DashManifest(4, VIDEO, FILM.sounds().subList(0, 1)).render())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        """
                <?xml version="1.0" encoding="UTF-8"?>
                <MPD xmlns="urn:mpeg:dash:schema:mpd:2011" profiles="urn:mpeg:dash:profile:isoff-live:2011,\
                urn:mpeg:dash:profile:cmaf:2019,urn:mpeg:dash:profile:full:2011" type="static" mediaPresentationDuration="PT10.624000S" minBufferTime="PT4S">
                  <Period id="0" start="PT0S">
                    <AdaptationSet id="0" contentType="video" mimeType="video/mp4" segmentAlignment="true" startWithSAP="1" \
                par="16:9" maxWidth="1280" maxHeight="720" frameRate="30000/1001" sar="1:1">
                      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
                      <SegmentTemplate timescale="30000" startNumber="0" initialization="$RepresentationID$/init.mp4" \
                media="$RepresentationID$/$Number$.m4s">
                        <SegmentTimeline>
                          <S t="0" d="59059" r="2"/>
                          <S t="177177" d="118118" r="0"/>
                          <S t="295295" d="23023" r="0"/>
                        </SegmentTimeline>
                      </SegmentTemplate>
                      <Representation id="v720" codecs="avc1.64001f" bandwidth="3000000" width="1280" height="720"/>
                      <Representation id="v240" codecs="avc1.640015" bandwidth="300000" width="426" height="240"/>
                    </AdaptationSet>
                    <AdaptationSet id="1" contentType="audio" mimeType="audio/mp4" segmentAlignment="true" startWithSAP="1" \
                lang="en">
                      <AudioChannelConfiguration schemeIdUri="urn:mpeg:dash:23003:3:audio_channel_configuration:2011" \
                value="2"/>
                      <Label>Director &amp; &lt;cast&gt;</Label>
                      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
                      <SegmentTemplate timescale="48000" startNumber="0" initialization="$RepresentationID$/init.mp4" \
                media="$RepresentationID$/$Number$.m4s">
                        <SegmentTimeline>
                          <S t="0" d="94208" r="0"/>
                          <S t="94208" d="95232" r="0"/>
                          <S t="189440" d="94208" r="0"/>
                          <S t="283648" d="188416" r="0"/>
                          <S t="472064" d="37888" r="0"/>
                        </SegmentTimeline>
                      </SegmentTemplate>
                      <Representation id="a0" codecs="mp4a.40.2" bandwidth="131000" audioSamplingRate="48000"/>
                    </AdaptationSet>
                  </Period>
                </MPD>
                """);
    }

    @Test
    void captionsAreOneFileEach() {
        var manifest = EVERYTHING.render();

        MpdSchema.holds(manifest);
        assertThat(manifest)
                .asString(StandardCharsets.UTF_8)
                .contains(
                        """
                    <AdaptationSet id="3" contentType="text" mimeType="text/vtt" \
                profiles="urn:mpeg:dash:profile:full:2011" lang="de">
                      <Label>Deutsch</Label>
                      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="subtitle"/>
                      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
                      <Representation id="s0" bandwidth="1000">
                        <BaseURL>s0/captions.vtt</BaseURL>
                      </Representation>
                    </AdaptationSet>
                    <AdaptationSet id="4" contentType="text" mimeType="text/vtt" \
                profiles="urn:mpeg:dash:profile:full:2011" lang="en">
                      <Label>English (SDH)</Label>
                      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="caption"/>
                """)
                .contains("value=\"forced-subtitle\"");
    }

    @Test
    void captionsInsideThePicturesAreDeclaredWithTheirLanguages() {
        assertThat(EVERYTHING.render())
                .asString(StandardCharsets.UTF_8)
                .contains(
                        """
                      <Accessibility schemeIdUri="urn:scte:dash:cc:cea-608:2015" value="CC1=ger;CC3=und"/>
                      <Accessibility schemeIdUri="urn:scte:dash:cc:cea-708:2015" value="1=lang:ger"/>
                      <Role schemeIdUri="urn:mpeg:dash:role:2011" value="main"/>
                """);
    }

    @Test
    void theSheetsOfTheStoryboardAreSegments() {
        assertThat(EVERYTHING.render())
                .asString(StandardCharsets.UTF_8)
                .contains(
                        """
                    <AdaptationSet id="6" contentType="image" mimeType="image/jpeg" \
                profiles="urn:mpeg:dash:profile:full:2011">
                      <SegmentTemplate timescale="30000" duration="1476475" startNumber="0" endNumber="1" \
                media="$RepresentationID$/$Number$.jpg"/>
                      <Representation id="storyboard" bandwidth="14630" width="800" height="450">
                        <EssentialProperty schemeIdUri="http://dashif.org/guidelines/thumbnail_tile" value="5x5"/>
                      </Representation>
                    </AdaptationSet>
                """);
    }

    @Test
    void theLengthOfASheetFitsIntoItsFieldHoweverLongTheFilm() {
        for (var rate : List.of(new FrameRate(60_000, 1001), FrameRate.of(60), FrameRate.of(25), FrameRate.of(1))) {
            var grid = Grid.of(rate, Math.round(12 * 3600 * rate.perSecond()));
            var tiles = new DashTiles(Storyboard.plan(grid, new Resolution(3840, 2160)), grid);

            MpdSchema.holds(new DashManifest(4, VIDEO, List.of(), List.of(), tiles).render());
        }
    }

    @Test
    void isReadBackByAnotherLibrary() throws IOException {
        var mpd = new MPDParser().parse(new ByteArrayInputStream(FILM.render()));

        assertThat(mpd.getType()).isEqualTo(PresentationType.STATIC);
        assertThat(mpd.getMediaPresentationDuration()).isEqualTo(Duration.ofMillis(10_624));
        assertThat(mpd.getMinBufferTime()).isEqualTo(Duration.ofSeconds(4));
        var sets = mpd.getPeriods().get(0).getAdaptationSets();
        assertThat(sets).extracting(s -> s.getLang()).containsExactly(null, "en", "und");
        assertThat(sets.get(0).getRepresentations())
                .extracting(r -> r.getId() + " " + r.getWidth() + "x" + r.getHeight())
                .containsExactly("v720 1280x720", "v240 426x240");
        assertThat(sets.get(1).getRepresentations().get(0).getCodecs()).isEqualTo("mp4a.40.2");
        long ticks = sets.get(0).getSegmentTemplate().getSegmentTimeline().stream()
                .mapToLong(s -> s.getD() * (s.getR() + 1))
                .sum();
        assertThat(ticks).isEqualTo(318_318);
    }

    @Test
    void doesNotEndBeforeItsLastPicture() {
        var track = new Track(30_000, List.of(200_200L)); // 6.67333… s
        var manifest =
                new DashManifest(4, new Video(track, VIDEO.rate(), VIDEO.renditions(), List.of()), List.of()).render();

        assertThat(manifest).asString(StandardCharsets.UTF_8).contains("mediaPresentationDuration=\"PT6.673334S\"");
    }

    @Test
    void mayHaveNothingButSound() throws IOException {
        var mpd = new MPDParser().parse(new ByteArrayInputStream(new DashManifest(4, null, FILM.sounds()).render()));

        assertThat(mpd.getPeriods().get(0).getAdaptationSets())
                .extracting(s -> s.getContentType())
                .containsExactly("audio", "audio");
    }

    @Test
    void keepsToItsSchema() {
        MpdSchema.holds(FILM.render());
        MpdSchema.holds(new DashManifest(4, VIDEO, List.of()).render());
        MpdSchema.holds(new DashManifest(4, null, FILM.sounds()).render());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\u0000", "\n", "\u001b", "\ud800", "\ufffe", "\uffff", "\u0085", "\ud83c\udfac", "]]>", "\"'&<"
            })
    void aLabelMayBeAnything(String odd) {
        var sound = new Sound("a0", "one" + odd + "two", "en", 2, "mp4a.40.2", new Bitrate(131_000), SOUND_TRACK);

        MpdSchema.holds(new DashManifest(4, null, List.of(sound)).render());
    }

    @Test
    void refusesToBeEmpty() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DashManifest(4, null, List.of()));
    }
}
