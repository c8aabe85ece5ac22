package dev.millrace.video;

import java.util.UUID;

/** Where the store keeps what belongs to a video. */
public final class Sources {

    private Sources() {}

    /** The uploaded file as received. */
    public static String key(UUID video) {
        return "sources/" + video;
    }

    /** The image of its watermark as received. */
    public static String watermark(UUID video) {
        return "watermarks/" + video;
    }

    /** Everything made from it. */
    static String streams(UUID video) {
        return "streams/" + video;
    }
}
