package dev.millrace.transcode;

import dev.millrace.captions.CaptionDecoder;
import dev.millrace.captions.CaptionReader;
import dev.millrace.captions.Cue;
import dev.millrace.engine.EngineLease;
import dev.millrace.media.AudioTrack;
import dev.millrace.media.Languages;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.TextTrack;
import dev.millrace.words.NewCaption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What an engine wrote down of a source's text tracks. It is not believed to be WebVTT: it is read again as if somebody had
 * uploaded it.
 */
final class SourceWords {

    private static final long LARGEST = 16L << 20;

    private final SourceFacts facts;
    private final EngineLease engine;

    private SourceWords(SourceFacts facts, EngineLease engine) {
        this.facts = facts;
        this.engine = engine;
    }

    /** Reads them; call after the probe and before the engine's next job, which removes its files. */
    static List<NewCaption> take(SourceFacts facts, EngineLease engine) {
        return new SourceWords(facts, engine).take();
    }

    private List<NewCaption> take() {
        var found = new ArrayList<NewCaption>();
        var shown = shownByDefault(facts);
        for (var track : facts.texts()) {
            var language = Languages.tag(track.language());
            var cues = cues(track, language);
            if (!cues.isEmpty()) {
                found.add(NewCaption.fromSource(
                        track.title(),
                        language,
                        track.hearingImpaired(),
                        shown.filter(track::equals).isPresent(),
                        track.forced(),
                        cues));
            }
        }
        return found;
    }

    /**
     * The only track with the default flag, if whoever understands the main sound needs it: it is in another language. The
     * flag alone says nothing, for Matroska sets it where nobody thought of it.
     */
    static Optional<TextTrack> shownByDefault(SourceFacts facts) {
        var flagged = facts.texts().stream().filter(TextTrack::preferred).toList();
        var heard = facts.audio().stream()
                .sorted(Comparator.comparing(AudioTrack::preferred).reversed())
                .map(a -> Languages.tag(a.language()))
                .findFirst()
                .orElse(Languages.UNKNOWN);
        return flagged.stream()
                .filter(t -> flagged.size() == 1 && !heard.equals(Languages.UNKNOWN))
                .filter(t -> !Languages.tag(t.language()).equals(Languages.UNKNOWN))
                .filter(t -> !Languages.tag(t.language()).equals(heard))
                .findFirst();
    }

    private List<Cue> cues(TextTrack track, String language) {
        try {
            var file = engine.take("t" + track.index() + ".vtt");
            if (Files.size(file) > LARGEST) {
                throw new IOException("more than anybody can read");
            }
            return CaptionReader.read(CaptionDecoder.decode(Files.readAllBytes(file), null, language));
        } catch (IOException e) {
            throw new UncheckedIOException("the words of track " + track.index() + " cannot be read", e);
        }
    }
}
