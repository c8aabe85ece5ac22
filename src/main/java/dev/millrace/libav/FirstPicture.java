package dev.millrace.libav;

import dev.millrace.media.Resolution;
import java.util.Optional;

/**
 * The first picture that comes out of the decoder: proof that there is one, and its true shape.
 *
 * @param size as stored
 * @param pixelFormat libav's number
 */
record FirstPicture(Resolution size, int pixelFormat) {

    /** Damaged or late-starting streams give no picture for a while; after this many packets it is hopeless. */
    private static final int MOST_PACKETS = 2_000;

    /** Empty when not one packet of the track is there; throws {@link SourceException} when none of them decodes. */
    static Optional<FirstPicture> decode(SourceFile source, int stream) {
        var found = new FirstPicture[1];
        int packets = 0;
        try (var decoder = new Decoder(source.stream(stream), 1, frame -> {
            if (found[0] == null) {
                found[0] = new FirstPicture(new Resolution(frame.width(), frame.height()), frame.format());
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
}
