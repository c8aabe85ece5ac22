package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.Watermark;
import dev.millrace.media.Watermark.Corner;
import dev.millrace.playback.Plans;
import org.junit.jupiter.api.Test;

class StreamPlanTest {

    @Test
    void isReadAsItWasStored() {
        var plan = Plans.film(100).under(new Watermark(Corner.BOTTOM_LEFT, 70, 12));

        assertThat(Runs.read(Runs.write(plan), StreamPlan.class)).isEqualTo(plan);
    }

    @Test
    void plansFromBeforeThereWereWatermarksAreRead() {
        var plan = Plans.film(100);
        var stored = Runs.write(plan);
        var old = stored.replace("\"watermark\":null,", "");

        assertThat(old).isNotEqualTo(stored);
        assertThat(Runs.read(old, StreamPlan.class)).isEqualTo(plan);
    }
}
