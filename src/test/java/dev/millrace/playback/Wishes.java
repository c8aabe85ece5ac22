package dev.millrace.playback;

import dev.millrace.transcode.Demand;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what is wanted, and all that was ever said. */
public final class Wishes implements Demand {

    private final List<String> said = new CopyOnWriteArrayList<>();
    private final List<String> wanted = new CopyOnWriteArrayList<>();

    volatile Runnable whileWanting = () -> {};

    @Override
    public void want(UUID video, String rendition, int segment) {
        said.add("want " + rendition + "/" + segment);
        wanted.add(rendition + "/" + segment);
        whileWanting.run();
    }

    @Override
    public void drop(UUID video, String rendition, int segment) {
        said.add("drop " + rendition + "/" + segment);
        wanted.remove(rendition + "/" + segment);
    }

    List<String> said() {
        return said;
    }

    List<String> wanted() {
        return wanted;
    }
}
