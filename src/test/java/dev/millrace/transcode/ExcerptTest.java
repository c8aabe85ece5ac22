package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.KeyPicture;
import dev.millrace.transcode.Excerpt.Part;
import dev.millrace.transcode.Streams.Published;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    private static final Published FIRST = new Published("v240", 0, 500, List.of(new KeyPicture(24, 100)));
    private static final Published SECOND =
            new Published("v240", 1, 900, List.of(new KeyPicture(24, 100), new KeyPicture(400, 90)));

    @Test
    void takesGopsOutOfTheirSegments() {
        assertThat(Excerpt.ofGops("v240", List.of(0, 2), List.of(FIRST, SECOND)).parts())
                .containsExactly(new Part(0, 0, 500), new Part(1, 400, 500));
        assertThat(Excerpt.gop(SECOND, 0)).isEqualTo(new Part(1, 0, 400));
    }

    @Test
    void takesTheWholeSegmentWhenItIsNotKnownWhereGopsAre() {
        assertThat(Excerpt.gop(new Published("v240", 7, 900), 1)).isEqualTo(new Part(7, 0, 900));
    }

    @Test
    void findsARungsSegmentsInOrder() {
        var all = List.of(new Published("v360", 0, 1), SECOND, FIRST);

        assertThat(Excerpt.segments(all, "v240")).containsExactly(FIRST, SECOND);
    }
}
