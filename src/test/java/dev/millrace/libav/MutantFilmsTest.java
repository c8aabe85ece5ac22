package dev.millrace.libav;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.testing.Mutants;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged films are refused with a reason, or made whole as planned; {@code -Dmillrace.mutants=5000} makes more of them. */
class MutantFilmsTest {

    private static final int USUAL_NUMBER = 60;

    /** A clock that was hit can make hours of it. */
    private static final double LONG_SECONDS = 60;

    private static final List<SampleFilm> FILMS = List.of(
            film("mp4").bFrames(2),
            film("mp4").muxing("movflags", "frag_keyframe+empty_moov"),
            film("matroska"),
            film("webm").encoder("libvpx-vp9"),
            film("mpegts").openGop().bFrames(2),
            film("avi").encoder("mpeg4"),
            film("flv"),
            film("mpeg").encoder("mpeg2video"),
            film("mov").encoder("mjpeg").pixelFormat("yuvj420p"));

    @TempDir
    Path folder;

    private static SampleFilm film(String container) {
        var film = SampleFilm.in(container).frames(40).gop(10).bFrames(0);
        var codec =
                switch (container) {
                    case "webm" -> "libopus";
                    case "mpegts", "mpeg" -> "ac3";
                    default -> "aac";
                };
        return container.equals("avi") ? film : film.sound(SampleSound.of(codec, 48_000, 2, 1.6));
    }

    static IntStream seeds() {
        return IntStream.range(0, Integer.getInteger("millrace.mutants", USUAL_NUMBER));
    }

    @ParameterizedTest(name = "mutant {0}")
    @MethodSource("seeds")
    void isRefusedOrMadeAsPlanned(int seed) throws Exception {
        Libav.load();
        var film = Files.readAllBytes(FILMS.get(seed % FILMS.size()).make());
        var mutant = Files.write(folder.resolve("source"), Mutants.of(film, seed));
        try {
            if (SourceProbe.probe(mutant.toString(), event -> {}).durationSeconds() > LONG_SECONDS) {
                return;
            }
            var rendering = Rendering.of(mutant, folder, 25, 2);
            rendering.facts.audio().forEach(sound -> rendering.encodeSound(sound.index(), "a" + sound.index(), 4));

            if (rendering.facts.video() == null) {
                return; // damage hid the picture track
            }
            rendering.encodePictures();
            var pictures = Pictures.of(rendering.joined(rendering.rungs.get(0).name()));
            assertThat(pictures).hasSize((int) rendering.facts.frames());
        } catch (SourceException e) {
            assertThat(e.getMessage()).matches("[A-Z][^\\n]+\\.");
        } finally {
            empty();
        }
    }

    private void empty() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(f -> !f.equals(folder))
                    .sorted(Comparator.reverseOrder())
                    .forEach(f -> f.toFile().delete());
        }
    }
}
