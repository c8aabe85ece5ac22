package dev.millrace.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.FrameRate;
import dev.millrace.media.Resolution;
import dev.millrace.timeline.Grid;
import dev.millrace.timeline.Storyboard;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class StoryboardTrackTest {

    /** 130 pictures at 30000/1001: two whole GOPs and a short one. */
    private static final Grid GRID = Grid.of(new FrameRate(30_000, 1001), 130);

    private static final StoryboardTrack TRACK =
            new StoryboardTrack(new Storyboard(new Resolution(160, 90), 2, 1, 1, 3), GRID);

    @Test
    void rendersWebVttByteForByte() {
        assertThat(TRACK.webVtt())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        """
                WEBVTT

                00:00:00.000 --> 00:00:01.969
                storyboard/0.jpg#xywh=0,0,160,90

                00:00:01.969 --> 00:00:03.938
                storyboard/0.jpg#xywh=160,0,160,90

                00:00:03.938 --> 00:00:04.338
                storyboard/1.jpg#xywh=0,0,160,90
                """);
    }

    @Test
    void rendersJsonByteForByte() {
        assertThat(TRACK.json())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        """
                {"tileWidth":160,"tileHeight":90,"columns":2,"rows":1,"duration":4.338,\
                "sheets":["storyboard/0.jpg","storyboard/1.jpg"],"tiles":[\
                {"start":0.000,"end":1.969,"sheet":0,"x":0,"y":0},\
                {"start":1.969,"end":3.938,"sheet":0,"x":160,"y":0},\
                {"start":3.938,"end":4.338,"sheet":1,"x":0,"y":0}]}""");
    }

    @Test
    void aFilmOfHoursHasTimesOfHours() {
        var grid = Grid.of(FrameRate.of(25), 25L * 7300);
        var text = new String(
                new StoryboardTrack(Storyboard.plan(grid, new Resolution(426, 240)), grid).webVtt(),
                StandardCharsets.UTF_8);

        assertThat(text).contains("\n02:01:").contains(" --> 02:01:40.000\n");
    }

    @Test
    void aFilmOfOneFrameHasACueThatLasts() {
        var grid = Grid.of(FrameRate.of(60), 1);
        var text = new String(
                new StoryboardTrack(Storyboard.plan(grid, new Resolution(426, 240)), grid).webVtt(),
                StandardCharsets.UTF_8);

        assertThat(text).contains("00:00:00.000 --> 00:00:00.017\n");
    }
}
