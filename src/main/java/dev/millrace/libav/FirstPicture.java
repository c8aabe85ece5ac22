package dev.millrace.libav;

import static org.bytedeco.ffmpeg.avutil.AVFrame.AV_FRAME_FLAG_INTERLACED;
import static org.bytedeco.ffmpeg.global.avutil.av_color_primaries_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_range_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_transfer_name;

import dev.millrace.media.Colour;
import dev.millrace.media.Resolution;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/**
 * The first picture that comes out of the decoder: proof that there is one, and its true shape.
 *
 * @param size as stored
 * @param pixelFormat libav's number
 * @param colour as the picture says, or the container where the picture does not
 * @param interlaced whether it says that it is made of two fields
 */
record FirstPicture(Resolution size, int pixelFormat, Colour colour, boolean interlaced) {

    /** Damaged or late-starting streams give no picture for a while; after this many packets it is hopeless. */
    private static final int MOST_PACKETS = 2_000;

    /** Empty when not one packet of the track is there; throws {@link SourceException} when none of them decodes. */
    static Optional<FirstPicture> decode(SourceFile source, int stream) {
        var found = new FirstPicture[1];
        int packets = 0;
        try (var decoder = new Decoder(source.stream(stream), 1, frame -> {
            if (found[0] == null) {
                found[0] = of(frame);
            }
        })) {
            while (found[0] == null && packets < MOST_PACKETS) {
                var packet = source.next();
                if (packet == null) {
                    decoder.drain();
                    break;
                }
                if (packet.stream_index() == stream) {
                    packets++;
                    if (Encryption.marks(packet)) {
                        throw Encryption.refusal();
                    }
                    decoder.accept(packet);
                }
            }
        }
        if (found[0] != null) {
            return Optional.of(found[0]);
        }
        if (packets == 0) {
            return Optional.empty();
        }
        throw new SourceException("corrupt_source", "The file is damaged: no picture could be decoded.");
    }

    private static FirstPicture of(AVFrame frame) {
        int peak = LightLevels.peakNits(frame);
        return new FirstPicture(
                new Resolution(frame.width(), frame.height()),
                frame.format(),
                new Colour(
                        text(av_color_primaries_name(frame.color_primaries())),
                        text(av_color_transfer_name(frame.color_trc())),
                        text(av_color_space_name(frame.colorspace())),
                        text(av_color_range_name(frame.color_range())),
                        peak == 0 ? null : peak),
                (frame.flags() & AV_FRAME_FLAG_INTERLACED) != 0);
    }

    private static String text(BytePointer nameOrNull) {
        return nameOrNull == null || nameOrNull.isNull() ? null : nameOrNull.getString();
    }
}
