package dev.millrace.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.storage.MediaStore.Space;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final Space PLENTY = new Space(500L << 20, 100L << 20);
    private static final Space TOO_LITTLE = new Space(99L << 20, 100L << 20);

    @Test
    void tellsOnceThatThereIsNoneAndOnceThatThereIsSomeAgain() {
        var told = new ArrayList<String>();
        var space = new AtomicReference<>(PLENTY);
        var room = new Room(space::get, told::add);

        assertThat(room.isFull()).isFalse();
        assertThat(told).isEmpty();

        space.set(TOO_LITTLE);
        for (int task = 0; task < 10; task++) {
            assertThat(room.isFull()).isTrue();
        }
        assertThat(told)
                .containsExactly("The disk is nearly full: 99 MB are free and 100 MB must stay so."
                        + " All work on videos waits for room.");

        space.set(PLENTY);
        assertThat(room.isFull()).isFalse();
        assertThat(room.isFull()).isFalse();
        assertThat(told).hasSize(2).last().isEqualTo("There is room on the disk again. The work on videos goes on.");
    }
}
