package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_ref;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;

import dev.millrace.media.VideoTrack;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * The picture that is shown when a track begins, of pictures that come in the order of showing: the first one on its first
 * slot, else the last one before that, else the first at all. Owns a reference to it.
 */
final class FirstShown implements Stage<AVFrame> {

    private final VideoTrack track;
    private final boolean before;
    private final AVFrame kept = av_frame_alloc();

    private boolean any;
    private boolean found;

    /**
     * @param before whether pictures from before the track's beginning may come; if not, the first one is taken
     */
    FirstShown(VideoTrack track, boolean before) {
        this.track = track;
        this.before = before;
    }

    @Override
    public void accept(AVFrame picture) {
        if (found) {
            return;
        }
        long slot = before && picture.pts() != AV_NOPTS_VALUE
                ? track.rate().slotAt(picture.pts() - track.first(), track.timeBase())
                : 0;
        found = slot >= 0;
        if (slot <= 0 || !any) {
            av_frame_unref(kept);
            Libav.check(av_frame_ref(kept, picture), "keep picture");
            any = true;
        }
    }

    @Override
    public void drain() {
        // what is kept is kept
    }

    /** Whether no later picture can be it. */
    boolean isFound() {
        return found;
    }

    /** Null when none has come. */
    AVFrame picture() {
        return any ? kept : null;
    }

    @Override
    public void close() {
        av_frame_free(kept);
    }
}
