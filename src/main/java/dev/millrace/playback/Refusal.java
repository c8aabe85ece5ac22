package dev.millrace.playback;

import io.vertx.core.buffer.Buffer;

/** Answers without media, as RFC 9457 problems ready to be sent; of the same form as those of package problem. */
enum Refusal {
    /** Unknown and forbidden look the same. */
    NO_SUCH_VIDEO(404, "Not found", "video_not_found", "There is no such video, or nothing of it can be played yet."),
    NO_SUCH_FILE(404, "Not found", "not_found", "This video has no such playlist, segment or picture."),
    NOT_A_PATH(404, "Not found", "not_found", "Nothing is at this address."),
    BAD_TIME(400, "Bad request", "invalid_parameter", "t must be a number of seconds, 0 or more, such as 12.5."),
    BAD_WIDTH(400, "Bad request", "invalid_parameter", "width must be a whole number of pixels, 1 or more."),
    METHOD(405, "Method not allowed", "method_not_allowed", "Only GET, HEAD and OPTIONS are understood here."),
    OUT_OF_RANGE(416, "Range not satisfiable", "range_not_satisfiable", "The range begins behind the end."),
    NOT_IN_TIME(503, "Service unavailable", "segment_not_ready", "This segment is still being made. Try again."),
    TOO_MANY_WAIT(503, "Service unavailable", "too_many_waiting", "Too many requests wait already. Try again."),
    TOO_MANY_PICTURES(503, "Service unavailable", "too_many_waiting", "Too many pictures are being made. Try again."),
    NO_PICTURE(503, "Service unavailable", "unavailable", "The picture could not be made. Try again."),
    UNAVAILABLE(503, "Service unavailable", "unavailable", "The video cannot be looked up now. Try again.");

    private final int status;
    private final Buffer body;

    Refusal(int status, String title, String code, String detail) {
        this.status = status;
        this.body = Buffer.buffer(
                """
                {"type":"/problems/%s","title":"%s","status":%d,"code":"%s","detail":"%s"}"""
                        .formatted(code, title, status, code, detail));
    }

    int status() {
        return status;
    }

    Buffer body() {
        return body;
    }

    /** Whether it is worth asking again in a second. */
    boolean passes() {
        return status == 503;
    }
}
