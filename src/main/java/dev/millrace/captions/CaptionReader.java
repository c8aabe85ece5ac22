package dev.millrace.captions;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads SubRip and WebVTT files, forgivingly: whatever has times and words becomes cues, everything else is passed over.
 * Never fails; a text that is neither gives no cues.
 */
public final class CaptionReader {

    private final CueSheet sheet = new CueSheet();
    private final List<String> words = new ArrayList<>();
    private final boolean webVtt;

    private TimingLine timing;

    private CaptionReader(boolean webVtt) {
        this.webVtt = webVtt;
    }

    /** The cues of a file, put right, in the order in which they are shown. */
    public static List<Cue> read(String file) {
        var text = file.startsWith("\ufeff") ? file.substring(1) : file;
        var reader = new CaptionReader(text.startsWith("WEBVTT"));
        text.lines().forEach(reader::take);
        reader.finishCue();
        return reader.sheet.cues();
    }

    private void take(String line) {
        var found = TimingLine.parse(line);
        if (found != null) {
            dropNumber();
            finishCue();
            timing = found;
        } else if (timing != null && webVtt && line.isBlank()) {
            finishCue(); // in WebVTT an empty line ends a cue; in SubRip it may be part of one
        } else if (timing != null) {
            words.add(line);
        }
    }

    /** In SubRip the number of the next cue stands before its times: it is no part of this one. */
    private void dropNumber() {
        int last = words.size() - 1;
        if (!webVtt && last >= 0 && words.get(last).strip().matches("\\d+")) {
            words.remove(last);
        }
    }

    private void finishCue() {
        if (timing != null) {
            var text = CueText.of(String.join("\n", words));
            var settings = timing.settings().isEmpty() ? text.settings() : timing.settings();
            sheet.add(timing.startMillis(), timing.endMillis(), settings, text.text());
        }
        words.clear();
        timing = null;
    }
}
