package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.job.Job;
import dev.millrace.job.JobEvent;
import dev.millrace.timeline.Segment;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bytes that an I-frame playlist names, in segments of two GOPs. */
class KeyPictureBytesTest {

    private static final int GOP = 12;
    private static final int FRAMES = 97;

    @TempDir
    Path folder;

    @Test
    void showTheKeyPictureAndNoOther() throws Exception {
        var made = encode();
        var shown = new ArrayList<Integer>();
        for (var segment : made) {
            assertThat(segment.keys()).hasSize(segment.number() < 4 ? 2 : 1);
            var bytes = Files.readAllBytes(folder.resolve("v120/" + segment.number() + ".m4s"));
            for (var key : segment.keys()) {
                var pictures = pictures(Arrays.copyOfRange(bytes, key.offset(), key.end()));
                assertThat(pictures).hasSize(1);
                shown.add(pictures.get(0).number());
            }
        }

        assertThat(shown).containsExactly(0, 12, 24, 36, 48, 60, 72, 84, 96);
    }

    private List<JobEvent.SegmentMade> encode() throws InterruptedException {
        var film = SampleFilm.in("mp4").frames(FRAMES).make();
        var plan = Rendering.of(film, folder, GOP, Integer.MAX_VALUE);
        var segments = new ArrayList<Segment>();
        for (int first = 0; first < FRAMES; first += 2 * GOP) {
            segments.add(new Segment(segments.size(), first, Math.min(2 * GOP, FRAMES - first)));
        }
        var made = new ArrayList<JobEvent.SegmentMade>();
        VideoChunk.encode(
                new Job.EncodeVideo(
                        film.toString(),
                        folder.toString(),
                        plan.facts.video(),
                        plan.facts.seekable(),
                        List.of(),
                        plan.grid(),
                        segments,
                        plan.rungs,
                        "superfast",
                        1),
                event -> {
                    if (event instanceof JobEvent.SegmentMade segment) {
                        made.add(segment);
                    }
                },
                () -> false);
        return made;
    }

    private List<Pictures.Picture> pictures(byte[] range) throws Exception {
        var both = new ByteArrayOutputStream();
        both.write(Files.readAllBytes(folder.resolve("v120/init.mp4")));
        both.write(range);
        return Pictures.of(Files.write(folder.resolve("one.mp4"), both.toByteArray()));
    }
}
