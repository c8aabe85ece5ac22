package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetTest {

    private static final String ID = "0b9c0a4e-6a3c-4d6f-9d43-5a4d3c1f0b11";
    private static final UUID VIDEO = UUID.fromString(ID);

    @Test
    void readsWhatThePlaylistsName() {
        assertThat(Target.parse("/v/" + ID + "/index.m3u8")).contains(new Target.Multivariant(VIDEO));
        assertThat(Target.parse("/v/" + ID + "/manifest.mpd")).contains(new Target.Dash(VIDEO));
        assertThat(Target.parse("/v/" + ID + "/storyboard.vtt")).contains(new Target.StoryboardText(VIDEO, "vtt"));
        assertThat(Target.parse("/v/" + ID + "/storyboard.json")).contains(new Target.StoryboardText(VIDEO, "json"));
        assertThat(Target.parse("/v/" + ID + "/storyboard/12.jpg")).contains(new Target.Sheet(VIDEO, 12));
        assertThat(Target.parse("/v/" + ID + "/thumbnail.jpg")).contains(new Target.Thumbnail(VIDEO, "jpg"));
        assertThat(Target.parse("/v/" + ID + "/thumbnail.webp")).contains(new Target.Thumbnail(VIDEO, "webp"));
        assertThat(Target.parse("/v/" + ID + "/preview.webp")).contains(new Target.Preview(VIDEO));
        assertThat(Target.parse("/v/" + ID + "/v720/index.m3u8")).contains(new Target.Media(VIDEO, "v720"));
        assertThat(Target.parse("/v/" + ID + "/v720/iframes.m3u8")).contains(new Target.IFrames(VIDEO, "v720"));
        assertThat(Target.parse("/v/" + ID + "/a0/init.mp4")).contains(new Target.Init(VIDEO, "a0"));
        assertThat(Target.parse("/v/" + ID + "/v1080/0.m4s")).contains(new Target.Segment(VIDEO, "v1080", 0));
        assertThat(Target.parse("/v/" + ID + "/v1080/9999999.m4s"))
                .contains(new Target.Segment(VIDEO, "v1080", 9_999_999));
        assertThat(Target.parse("/v/" + ID + "/s0/12.vtt")).contains(new Target.TextSegment(VIDEO, "s0", 12));
        assertThat(Target.parse("/v/" + ID + "/s0/captions.vtt")).contains(new Target.Captions(VIDEO, "s0"));
        assertThat(Target.parse("/v/" + ID + "/poster/640.webp")).contains(new Target.Poster(VIDEO, 640, "webp"));
        assertThat(Target.parse("/v/" + ID.toUpperCase(java.util.Locale.ROOT) + "/index.m3u8"))
                .contains(new Target.Multivariant(VIDEO));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/v/",
                "/v/ID",
                "/v/ID/",
                "/v/ID/index.m3u",
                "/v/ID/index.m3u8x",
                "/v/ID/index.m3u8/",
                "/v/ID//index.m3u8",
                "/w/ID/index.m3u8",
                "/v/0b9c0a4e6a3c-4d6f-9d43-5a4d3c1f0b11-/index.m3u8",
                "/v/0b9c0a4e-6a3c-4d6f-9d43-5a4d3c1f0b1g/index.m3u8",
                "/v/1-1-1-1-1/index.m3u8",
                "/v/ID/v/0.m4s",
                "/v/ID/v72o/0.m4s",
                "/v/ID/v10800/0.m4s",
                "/v/ID/x720/0.m4s",
                "/v/ID/V720/0.m4s",
                "/v/ID/v720/",
                "/v/ID/v720/.m4s",
                "/v/ID/v720/00.m4s",
                "/v/ID/v720/01.m4s",
                "/v/ID/v720/-1.m4s",
                "/v/ID/v720/+1.m4s",
                "/v/ID/v720/1e1.m4s",
                "/v/ID/v720/10000000.m4s",
                "/v/ID/v720/99999999999999999999.m4s",
                "/v/ID/v720/0.m4s.m4s",
                "/v/ID/v720/0.mp4",
                "/v/ID/v720/0.M4S",
                "/v/ID/v720/../v720/0.m4s",
                "/v/ID/../ID/index.m3u8",
                "/v/ID/..%2f/index.m3u8",
                "/v/ID/v720/%30.m4s",
                "/v/ID/v720/٣.m4s",
                "/v/ID/v٧٢٠/0.m4s",
                "/v/ID/poster/640.png",
                "/v/ID/poster/640",
                "/v/ID/poster/0640.jpg",
                "/v/ID/poster/640.jpg.jpg",
                "/v/ID/poster/../640.jpg"
            })
    void readsNothingElse(String path) {
        assertThat(Target.parse(path.replace("ID", ID))).isEmpty();
    }
}
