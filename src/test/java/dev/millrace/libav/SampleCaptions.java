package dev.millrace.libav;

import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_DATA_A53_CC;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_new_side_data;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_remove_side_data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * Captions inside the pictures of a sample film: each picture has two letters of CEA-608 that tell its number, and a
 * packet of CEA-708 for service 1; the first also the code that begins a caption on CC1.
 */
final class SampleCaptions {

    private SampleCaptions() {}

    /** The triples of a picture. */
    static byte[] of(int picture) {
        int second = picture == 0 ? 0x20 : letter(picture % 26);
        int first = picture == 0 ? 0x94 : letter(picture / 26 % 26);
        return new byte[] {(byte) 0xfc, (byte) first, (byte) second, (byte) 0xff, 2, 0x22, (byte) 0xfe, 'H', 'i'};
    }

    static void put(AVFrame picture, int number) {
        av_frame_remove_side_data(picture, AV_FRAME_DATA_A53_CC);
        var bytes = of(number);
        av_frame_new_side_data(picture, AV_FRAME_DATA_A53_CC, bytes.length)
                .data()
                .put(bytes, 0, bytes.length);
    }

    /** The CEA-608 pairs of a film in the order in which they are shown. */
    static List<String> pairs(Path film) {
        Libav.load();
        var pairs = new ArrayList<String>();
        try (var source = SourceFile.open(film.toString(), new ProgressMeter(e -> {}));
                var decoder = new Decoder(source.stream(0), 1, picture -> pairs.addAll(pairs(picture)))) {
            for (var packet = source.next(); packet != null; packet = source.next()) {
                if (packet.stream_index() == 0) {
                    decoder.accept(packet);
                }
            }
            decoder.drain();
        }
        return pairs;
    }

    /** What {@link #pairs(Path)} must find in a film of so many pictures. */
    static List<String> expected(int pictures) {
        var pairs = new ArrayList<String>();
        for (int i = 0; i < pictures; i++) {
            var triples = of(i);
            pairs.add(pair(triples, 0));
        }
        return pairs;
    }

    static List<String> pairs(AVFrame picture) {
        var found = new ArrayList<String>();
        var captions = av_frame_get_side_data(picture, AV_FRAME_DATA_A53_CC);
        if (captions != null && !captions.isNull()) {
            var bytes = new byte[(int) captions.size()];
            captions.data().get(bytes);
            for (int at = 0; at + 2 < bytes.length; at += 3) {
                if ((bytes[at] & 7) == 4) {
                    found.add(pair(bytes, at));
                }
            }
        }
        return found;
    }

    private static String pair(byte[] triples, int at) {
        return "%02x%02x".formatted(triples[at + 1] & 0x7f, triples[at + 2] & 0x7f);
    }

    private static int letter(int number) {
        return 'a' + number;
    }
}
