package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;

import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/** The pictures of an excerpt: the init segment and some fragments of one of our own rungs, behind one another. */
final class ExcerptPictures {

    private static final int TRACK = 0;

    private final String excerpt;
    private final ProgressMeter progress;

    private int shown;

    ExcerptPictures(String excerpt, ProgressMeter progress) {
        this.excerpt = excerpt;
        this.progress = progress;
    }

    /**
     * Decodes every key picture and nothing else.
     *
     * @param downstream borrows each, in order
     * @return how many there were
     */
    int keys(Consumer<AVFrame> downstream) {
        return decode(true, Integer.MAX_VALUE, downstream);
    }

    /** The same for all pictures, in the order of presentation, until so many are decoded. */
    int all(int most, Consumer<AVFrame> downstream) {
        return decode(false, most, downstream);
    }

    private int decode(boolean keysOnly, int most, Consumer<AVFrame> downstream) {
        shown = 0;
        try (var source = SourceFile.open(excerpt, progress);
                var decoder = new Decoder(source.stream(TRACK), 1, picture -> {
                    if (shown++ < most) {
                        downstream.accept(picture);
                    }
                })) {
            source.only(TRACK);
            for (var packet = source.next(); packet != null && shown < most; packet = source.next()) {
                boolean key = (packet.flags() & AV_PKT_FLAG_KEY) != 0;
                if (packet.stream_index() == TRACK && (key || !keysOnly)) {
                    decoder.accept(packet);
                }
            }
            if (shown < most) {
                decoder.drain();
            }
        }
        return Math.min(shown, most);
    }
}
