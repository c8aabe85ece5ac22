package dev.millrace.transcode;

import dev.millrace.media.KeyPicture;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The key pictures of a segment: when an engine is believed, and how the database keeps them. */
final class KeyPictures {

    private KeyPictures() {}

    /**
     * Whether they can be true: as many as the segment has GOPs, one behind the other, none beyond its end.
     *
     * @param gops 0 for sound
     */
    static boolean plausible(List<KeyPicture> keys, int gops, long sizeBytes) {
        long end = 0;
        for (var key : keys) {
            if (key.offset() < end || key.length() < 1) {
                return false;
            }
            end = (long) key.offset() + key.length();
        }
        return keys.size() == gops && end <= sizeBytes;
    }

    /** How many GOPs a segment of a rendition has; none in sound. */
    static int gops(StreamPlan plan, String rendition, int number) {
        if (plan.ladder().stream().noneMatch(r -> r.name().equals(rendition))) {
            return 0;
        }
        int gopFrames = plan.timeline().grid().gopFrames();
        return (plan.timeline().segments().get(number).frames() + gopFrames - 1) / gopFrames;
    }

    /** As an array of PostgreSQL: offset and length of one after the other; null for none. */
    static String write(List<KeyPicture> keys) {
        return keys.isEmpty()
                ? null
                : keys.stream().map(k -> k.offset() + "," + k.length()).collect(Collectors.joining(",", "{", "}"));
    }

    /** None when the segment was stored without. */
    static List<KeyPicture> read(String array) {
        if (array == null || array.length() <= 2) {
            return List.of();
        }
        var numbers = array.substring(1, array.length() - 1).split(",");
        var keys = new ArrayList<KeyPicture>(numbers.length / 2);
        for (int i = 0; i + 1 < numbers.length; i += 2) {
            keys.add(new KeyPicture(Integer.parseInt(numbers[i]), Integer.parseInt(numbers[i + 1])));
        }
        return List.copyOf(keys);
    }
}
