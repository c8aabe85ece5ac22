package dev.millrace.transcode;

import dev.millrace.proof.Evidence;
import dev.millrace.proof.Finding;
import dev.millrace.proof.InitSegment;
import dev.millrace.proof.StreamProof;
import dev.millrace.proof.Track;
import dev.millrace.storage.MediaStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Gathers what is stored of a stream whose last segment is published, and has it proven. */
@ApplicationScoped
class FinishedStream {

    /** Ours have about a kilobyte; nothing larger is read. */
    private static final int LARGEST_INIT = 64 << 10;

    private final StreamRepository repository;
    private final MediaStore store;
    private final Statements statements;

    FinishedStream(StreamRepository repository, MediaStore store, Statements statements) {
        this.repository = repository;
        this.store = store;
        this.statements = statements;
    }

    /** What the stream breaks; reads a few small files. */
    List<Finding> prove(UUID video, StreamPlan plan, String visibility, List<Streams.Published> segments) {
        var stream = new Streams.Stream(video, plan, true, visibility, segments);
        try {
            var texts = statements.of(stream);
            return StreamProof.of(
                    Evidence.of(plan.source(), plan.timeline(), tracks(stream), texts.multivariant(), texts.media()));
        } catch (InitSegment.UnreadableException e) {
            return List.of(new Finding("init_layout", true, e.getMessage()));
        }
    }

    private List<Track> tracks(Streams.Stream stream) {
        var plan = stream.plan();
        var grid = plan.timeline().grid();
        var stored = stream.segments().stream().collect(Collectors.groupingBy(Streams.Published::rendition));
        var hashes = repository.inits(stream.video());
        var tracks = new ArrayList<Track>();
        for (var rung : plan.ladder()) {
            var init = init(stream.video(), rung.name());
            tracks.add(new Track(
                    rung.name(),
                    grid.timescale(),
                    plan.timeline().segments().stream()
                            .map(s -> (long) s.frames() * grid.frameTicks())
                            .toList(),
                    grid.frameTicks(),
                    rung.size(),
                    InitSegment.read(init),
                    sha256(init).equals(hashes.get(rung.name())),
                    sizes(stored, rung.name())));
        }
        for (var sound : plan.audio()) {
            var init = init(stream.video(), sound.name());
            var sounds = sound.grid();
            tracks.add(new Track(
                    sound.name(),
                    sounds.sampleRate(),
                    IntStream.range(0, sounds.segments())
                            .mapToObj(sounds::samples)
                            .toList(),
                    sounds.frameSamples(),
                    null,
                    InitSegment.read(init),
                    sha256(init).equals(hashes.get(sound.name())),
                    sizes(stored, sound.name())));
        }
        return tracks;
    }

    private static List<Track.Stored> sizes(Map<String, List<Streams.Published>> stored, String rendition) {
        return stored.getOrDefault(rendition, List.of()).stream()
                .map(s -> new Track.Stored(s.number(), s.sizeBytes()))
                .toList();
    }

    /** The bytes as stored; none when there is no such file. */
    private byte[] init(UUID video, String rendition) {
        var file = store.find(Streams.initKey(video, rendition));
        if (file.isEmpty()) {
            return new byte[0];
        }
        try (var in = Files.newInputStream(file.get().path())) {
            return in.readNBytes(LARGEST_INIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
