package dev.millrace.service;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Real films, one of each kind, from the folder that {@code MILLRACE_TEST_MEDIA} names; a made one where it is not set. */
public final class RealFilms {

    private static final List<String> NAMES = List.of(
            "bbb-480p-30s.mp4",
            "bt601.mov",
            "edit-list-video-starts-1s.mp4",
            "first-pts-10s-anamorphic.mp4",
            "hdr-hlg10-hevc.mp4",
            "interlaced-1080i50.mts",
            "mpeg2-1080p.ts",
            "phone-rotated-minus90.mov",
            "square-vp9.webm");

    private RealFilms() {}

    public static Stream<Path> all() {
        var media = System.getenv("MILLRACE_TEST_MEDIA");
        return media == null
                ? Stream.of(Films.medium(9))
                : NAMES.stream().map(Path.of(media)::resolve).filter(Files::exists);
    }
}
