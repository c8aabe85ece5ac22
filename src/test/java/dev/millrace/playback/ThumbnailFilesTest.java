package dev.millrace.playback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.media.Resolution;
import dev.millrace.transcode.Stills.Still;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThumbnailFilesTest {

    private static final UUID VIDEO = UUID.randomUUID();

    @TempDir
    Path folder;

    private ThumbnailFiles files;

    @BeforeEach
    void open() {
        files = new ThumbnailFiles(folder.resolve("thumbnails"), 100);
    }

    @Test
    void findsWhatWasKept() {
        files.keep(still(VIDEO, 7), new byte[40]);

        assertThat(files.find(still(VIDEO, 7)))
                .hasValueSatisfying(bytes -> assertThat(bytes).hasSize(40));
        assertThat(files.find(still(VIDEO, 8))).isEmpty();
        assertThat(files.usedBytes()).isEqualTo(40);
    }

    @Test
    void theOneNotAskedForLongestGoesWhenItIsFull() {
        files.keep(still(VIDEO, 1), new byte[40]);
        files.keep(still(VIDEO, 2), new byte[40]);
        files.find(still(VIDEO, 1));
        files.keep(still(VIDEO, 3), new byte[40]);

        assertThat(files.find(still(VIDEO, 2))).isEmpty();
        assertThat(files.find(still(VIDEO, 1))).isPresent();
        assertThat(files.find(still(VIDEO, 3))).isPresent();
        assertThat(files.usedBytes()).isEqualTo(80);
    }

    @Test
    void outlivesTheService() {
        files.keep(still(VIDEO, 1), new byte[40]);

        var later = new ThumbnailFiles(folder.resolve("thumbnails"), 100);

        assertThat(later.find(still(VIDEO, 1))).isPresent();
        assertThat(later.usedBytes()).isEqualTo(40);
    }

    /** A folder below it whose path is too long for the system, which even the mightiest user cannot open. */
    @Test
    void whatCannotBeReadCostsNoThumbnail() throws IOException {
        var name = "n".repeat(250);
        var outer = folder.resolve("thumbnails");
        var inner = folder.resolve("inner");
        for (int i = 0; i < 10; i++) {
            outer = outer.resolve(name);
            inner = inner.resolve(name);
        }
        Files.createDirectories(outer);
        Files.createDirectories(inner);
        var strange = Files.move(folder.resolve("inner"), outer.resolve("inner"));
        try {
            files.keep(still(VIDEO, 1), new byte[40]);

            assertThat(files.find(still(VIDEO, 1))).isPresent();
        } finally {
            Files.move(strange, folder.resolve("inner"));
        }
    }

    @Test
    void forgetsAVideo() throws IOException {
        var other = UUID.randomUUID();
        files.keep(still(VIDEO, 1), new byte[40]);
        files.keep(still(other, 1), new byte[40]);

        files.forget(VIDEO);

        assertThat(files.find(still(VIDEO, 1))).isEmpty();
        assertThat(files.find(still(other, 1))).isPresent();
        assertThat(Files.exists(folder.resolve("thumbnails/" + VIDEO))).isFalse();
        files.keep(still(VIDEO, 1), new byte[40]);
        assertThat(files.find(still(VIDEO, 1))).isPresent();
    }

    @Test
    void aFileSomebodyRemovedIsNotFound() throws IOException {
        files.keep(still(VIDEO, 1), new byte[40]);
        Files.delete(folder.resolve("thumbnails/" + VIDEO + "/1-320.jpg"));

        assertThat(files.find(still(VIDEO, 1))).isEmpty();
        assertThat(files.usedBytes()).isZero();
    }

    @Test
    void whatIsLargerThanAllIsNotKept() {
        files.keep(still(VIDEO, 1), new byte[101]);

        assertThat(files.find(still(VIDEO, 1))).isEmpty();
    }

    private static Still still(UUID video, long slot) {
        return new Still(video, "v240", slot, new Resolution(320, 180), "jpg");
    }
}
