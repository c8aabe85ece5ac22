package dev.millrace.transcode;

import dev.millrace.captions.CaptionDecoder;
import dev.millrace.captions.CaptionReader;
import dev.millrace.captions.Cue;
import dev.millrace.media.Languages;
import dev.millrace.media.SourceFacts;
import dev.millrace.media.TextTrack;
import dev.millrace.media.Warning;
import dev.millrace.video.ClipRange;
import dev.millrace.words.NewCaption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What an engine wrote down of a source's text tracks. It is not believed to be WebVTT: it is read again as if somebody had
 * uploaded it.
 */
final class SourceWords {

    /**
     * What a source's text tracks have become.
     *
     * @param notices what its owner should know of those that were left out
     */
    record Taken(List<NewCaption> captions, List<Warning> notices) {

        Taken {
            captions = List.copyOf(captions);
            notices = List.copyOf(notices);
        }

        /** What of it is said in a part of the film, from that part's beginning. */
        Taken within(Optional<ClipRange> part) {
            return part.map(range -> new Taken(
                            captions.stream()
                                    .map(c -> c.within(
                                            Math.round(1000 * range.fromSeconds()),
                                            Math.round(1000 * range.toSeconds())))
                                    .filter(c -> !c.cues().isEmpty())
                                    .toList(),
                            notices))
                    .orElse(this);
        }
    }

    /** The file of a name that the engine has written; throws {@link UncheckedIOException} when there is none. */
    interface Written {
        Path take(String name);
    }

    private static final Logger LOG = Logger.getLogger(SourceWords.class);

    private static final long LARGEST = 16L << 20;

    private final SourceFacts facts;
    private final Written files;
    private final List<Warning> notices = new ArrayList<>();

    private SourceWords(SourceFacts facts, Written files) {
        this.facts = facts;
        this.files = files;
    }

    /** Reads them; call after the probe and before the engine's next job, which removes its files. */
    static Taken take(SourceFacts facts, Written files) {
        return new SourceWords(facts, files).take();
    }

    private Taken take() {
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
        return new Taken(found, notices);
    }

    /**
     * The only track with the default flag, if whoever understands the main sound needs it: it is in another language. The
     * flag alone says nothing, for Matroska sets it where nobody thought of it.
     */
    static Optional<TextTrack> shownByDefault(SourceFacts facts) {
        var flagged = facts.texts().stream().filter(TextTrack::preferred).toList();
        var heard = SoundPlan.mainFirst(facts.audio())
                .findFirst()
                .map(h -> Languages.tag(h.track().language()))
                .orElse(Languages.UNKNOWN);
        return flagged.stream()
                .filter(t -> flagged.size() == 1 && !heard.equals(Languages.UNKNOWN))
                .filter(t -> !Languages.tag(t.language()).equals(Languages.UNKNOWN))
                .filter(t -> !Languages.tag(t.language()).equals(heard))
                .findFirst();
    }

    /** None of a track that cannot be taken: the film is worth having without it. */
    private List<Cue> cues(TextTrack track, String language) {
        try {
            var file = files.take("t" + track.index() + ".vtt");
            if (Files.size(file) > LARGEST) {
                skip(track, "it is longer than anybody can read");
                return List.of();
            }
            return CaptionReader.read(CaptionDecoder.decode(Files.readAllBytes(file), null, language));
        } catch (IOException | UncheckedIOException e) {
            LOG.warnf(
                    "the words of track %d cannot be read, the film goes on without them: %s",
                    track.index(), e.getMessage());
            skip(track, "it could not be read");
            return List.of();
        }
    }

    private void skip(TextTrack track, String why) {
        var language = Languages.englishName(Languages.tag(track.language()));
        var name = track.title().isBlank() ? language : track.title().strip();
        notices.add(new Warning(
                "subtitle_track_skipped",
                "A subtitle track" + (name.isEmpty() ? "" : " (" + name + ")") + " was left out: " + why + "."));
    }
}
