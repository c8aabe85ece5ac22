package dev.millrace.playback;

import dev.millrace.transcode.Stills;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** Pictures that say in words what was asked for; can be slow or fail, and remembers what it made. */
final class DrawnStills implements Stills {

    private final List<Still> made = new CopyOnWriteArrayList<>();

    volatile boolean broken;
    volatile CountDownLatch gate = new CountDownLatch(0);

    List<Still> made() {
        return made;
    }

    @Override
    public byte[] make(Still still) throws InterruptedException {
        made.add(still);
        gate.await();
        if (broken) {
            throw new IllegalStateException("the engine died");
        }
        return (still.rendition() + " " + still.slot() + " " + still.size() + " " + still.format())
                .getBytes(StandardCharsets.UTF_8);
    }
}
