package dev.millrace.playback;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.millrace.captions.CaptionReader;
import dev.millrace.captions.CaptionSegments;
import dev.millrace.captions.Cue;
import dev.millrace.storage.MediaStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Caption segments, cut when somebody asks for them, in bounded memory. The store has each caption file whole: hundreds of
 * small files for every language would have to be on disk before a film could be played.
 *
 * <p>All threads may use it; nothing here blocks the caller. What is kept never becomes wrong: a caption file's name is not
 * given again.
 */
final class CaptionTexts {

    private static final long SEGMENT_BYTES = 8 << 20;
    private static final long CUE_BYTES = 16 << 20;
    private static final int CUE_OVERHEAD = 80;
    private static final int OVERHEAD = 256;

    private final MediaStore store;
    private final Cache<String, Optional<List<Cue>>> files;
    private final AsyncLoadingCache<Target.TextSegment, Optional<PlaylistFile>> segments;

    /** @param worker may block */
    CaptionTexts(MediaStore store, Executor worker) {
        this.store = store;
        this.files = Caffeine.newBuilder()
                .maximumWeight(CUE_BYTES)
                .weigher((String key, Optional<List<Cue>> cues) -> weight(cues.orElse(List.of())))
                .build();
        this.segments = Caffeine.newBuilder()
                .executor(worker)
                .maximumWeight(SEGMENT_BYTES)
                .weigher((Target.TextSegment key, Optional<PlaylistFile> text) ->
                        OVERHEAD + text.map(PlaylistFile::sizeBytes).orElse(0))
                .buildAsync(this::cut);
    }

    /** Empty when the store has no such captions; a store that fails is a future that fails. */
    CompletableFuture<Optional<PlaylistFile>> find(Target.TextSegment target) {
        return segments.get(target);
    }

    private Optional<PlaylistFile> cut(Target.TextSegment target) {
        return files.get(target.key(), this::read)
                .map(cues -> CaptionSegments.text(cues, target.number()))
                .map(text -> PlaylistFile.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Optional<List<Cue>> read(String key) {
        var file = store.find(key);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(CaptionReader.read(Files.readString(file.get().path())));
        } catch (NoSuchFileException e) {
            return Optional.empty(); // removed a moment ago
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + key, e);
        }
    }

    private static int weight(List<Cue> cues) {
        long bytes = OVERHEAD;
        for (var cue : cues) {
            bytes += CUE_OVERHEAD + 2L * cue.text().length();
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }
}
