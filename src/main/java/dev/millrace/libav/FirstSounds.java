package dev.millrace.libav;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Proof that sound tracks can be heard: something comes out of their decoders. */
final class FirstSounds {

    /** After so many packets without a sound, a track is hopeless. */
    private static final int MOST_PACKETS = 2_000;

    private FirstSounds() {}

    /** Reads on until every track has been heard or given up; returns those that were heard. */
    static Set<Integer> decode(SourceFile source, List<Integer> tracks) {
        var heard = new HashSet<Integer>();
        Map<Integer, Decoder> decoders = new HashMap<>();
        Map<Integer, Integer> packets = new HashMap<>();
        try {
            for (int track : tracks) {
                open(source, track, heard, decoders);
            }
            var open = new HashSet<>(decoders.keySet());
            for (var packet = source.next(); packet != null && !open.isEmpty(); packet = source.next()) {
                int track = packet.stream_index();
                if (open.contains(track)) {
                    if (Encryption.marks(packet)) {
                        throw Encryption.refusal();
                    }
                    decoders.get(track).accept(packet);
                    int count = packets.merge(track, 1, Integer::sum);
                    if (heard.contains(track) || count >= MOST_PACKETS) {
                        open.remove(track);
                    }
                }
            }
            open.forEach(track -> decoders.get(track).drain());
            return heard;
        } finally {
            decoders.values().forEach(Decoder::close);
        }
    }

    private static void open(SourceFile source, int track, Set<Integer> heard, Map<Integer, Decoder> decoders) {
        try {
            decoders.put(track, new Decoder(source.stream(track), 1, sound -> heard.add(track)));
        } catch (SourceException e) {
            // its decoder does not even open: it stays unheard
        }
    }
}
