package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_GRAY8;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.millrace.media.FrameRate;
import dev.millrace.media.TimeBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GridResamplerTest {

    private static final TimeBase MILLISECONDS = new TimeBase(1, 1000);

    @BeforeAll
    static void load() {
        Libav.load();
    }

    @Test
    void handsOnWhatSitsOnTheGrid() {
        assertThat(resample(FrameRate.of(25), 0, 4, 0, 40, 80, 120)).containsExactly(0, 1, 2, 3);
    }

    @Test
    void repeatsAndDrops() {
        assertThat(resample(FrameRate.of(25), 0, 6, 0, 30, 45, 200)).containsExactly(0, 2, 2, 2, 2, 3);
    }

    @Test
    void aChunkBeginsWithThePictureThatStandsThen() {
        assertThat(resample(FrameRate.of(25), 3, 6, 0, 40, 200)).containsExactly(1, 1, 2);
    }

    @Test
    void aFilmThatBeginsLateShowsItsFirstPictureBefore() {
        assertThat(resample(FrameRate.of(25), 0, 4, 80, 120)).containsExactly(0, 0, 0, 1);
    }

    @Test
    void theLastPictureStandsToTheEnd() {
        assertThat(resample(FrameRate.of(25), 0, 5, 0, 40)).containsExactly(0, 1, 1, 1, 1);
    }

    /** Chunks of any cut, put behind one another, are what one run over everything gives. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void chunksJoin(int seed) {
        var random = new Random(seed);
        var rates = List.of(FrameRate.of(25), new FrameRate(30000, 1001), new FrameRate(24000, 1001), FrameRate.of(60));
        var rate = rates.get(random.nextInt(rates.size()));
        var times = new long[40];
        for (int i = 1; i < times.length; i++) {
            times[i] = times[i - 1] + 1 + random.nextInt(90);
        }
        long end = rate.slotAt(times[times.length - 1], MILLISECONDS) + 1;
        var whole = resample(rate, 0, end, times);
        var joined = new ArrayList<Integer>();
        for (long first = 0; first < end; ) {
            long next = Math.min(end, first + 1 + random.nextInt(20));
            joined.addAll(resample(rate, first, next, times));
            first = next;
        }

        assertThat(joined).isEqualTo(whole);
        assertThat(whole).isSorted().hasSize((int) end);
        for (int slot = 0; slot < whole.size(); slot++) {
            long shown = rate.slotAt(times[whole.get(slot)], MILLISECONDS);
            assertThat(shown).as("slot of the picture at %d", slot).isLessThanOrEqualTo(slot);
        }
    }

    static Iterable<Integer> seeds() {
        return IntStream.range(0, 30).boxed().toList();
    }

    /** Numbers of the pictures shown in the slots from first to end. */
    private static List<Integer> resample(FrameRate rate, long first, long end, long... times) {
        var shown = new ArrayList<Integer>();
        var slots = new ArrayList<Long>();
        var picture = av_frame_alloc();
        picture.width(16).height(16).format(AV_PIX_FMT_GRAY8);
        Libav.check(av_frame_get_buffer(picture, 0), "allocate");
        try (var resampler = new GridResampler(0, MILLISECONDS, rate, first, end, out -> {
            slots.add(out.pts());
            shown.add(out.quality());
        })) {
            for (int i = 0; i < times.length && !resampler.finished(); i++) {
                picture.pts(times[i]);
                picture.quality(i); // any field that is handed on will do for a number
                resampler.accept(picture);
            }
            resampler.drain();
        }
        av_frame_free(picture);
        assertThat(slots).isEqualTo(LongStream.range(first, end).boxed().toList());
        return shown;
    }
}
