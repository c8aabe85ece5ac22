package dev.millrace.video;

import dev.millrace.media.Chapter;
import dev.millrace.media.Colour;
import dev.millrace.media.SourceFacts;
import dev.millrace.video.VideoView.Sound;
import java.util.List;

/** The part of {@link VideoView.Source} that the probe found, as stored. The picture's parts are null without one. */
record Probe(
        String container,
        String videoCodec,
        String pixelFormat,
        Integer width,
        Integer height,
        Integer rotation,
        Double frameRate,
        Boolean constantFrameRate,
        Long bitRate,
        List<Sound> audio,
        Colour colour,
        List<Chapter> chapters) {

    static final Probe NOTHING =
            new Probe(null, null, null, null, null, null, null, null, null, List.of(), null, List.of());

    Probe {
        chapters = chapters == null
                ? List.of()
                : List.copyOf(chapters); // what was stored before there were any lacks them
    }

    static Probe of(SourceFacts facts, int rotationDegrees) {
        var audio = facts.audio().stream()
                .map(t -> new Sound(t.index(), t.codec(), t.channels(), t.sampleRate(), t.language(), t.title()))
                .toList();
        long bitRate = facts.bitRate().bitsPerSecond();
        var video = facts.video();
        if (video == null) {
            return new Probe(
                    facts.container(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    bitRate,
                    audio,
                    null,
                    facts.chapters());
        }
        return new Probe(
                facts.container(),
                video.codec(),
                video.pixelFormat(),
                video.stored().width(),
                video.stored().height(),
                rotationDegrees,
                video.rate().perSecond(),
                video.constantRate(),
                bitRate,
                audio,
                video.colour(),
                facts.chapters());
    }
}
