package dev.millrace.transcode;

import dev.millrace.storage.MediaStore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Whether the disk has room for work. People are told when that changes, not for every task that waits for it. */
final class Room {

    private final Supplier<MediaStore.Space> space;
    private final Consumer<String> people;
    private final AtomicBoolean full = new AtomicBoolean();

    /** @param people are told a sentence */
    Room(Supplier<MediaStore.Space> space, Consumer<String> people) {
        this.space = space;
        this.people = people;
    }

    boolean isFull() {
        var now = space.get();
        boolean isFull = !now.has(0);
        if (full.getAndSet(isFull) != isFull) {
            people.accept(
                    isFull
                            ? "The disk is nearly full: %d MB are free and %d MB must stay so. All work on videos waits for room."
                                    .formatted(now.freeBytes() >> 20, now.floorBytes() >> 20)
                            : "There is room on the disk again. The work on videos goes on.");
        }
        return isFull;
    }
}
