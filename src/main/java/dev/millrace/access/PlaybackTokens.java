package dev.millrace.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The right to a private video's stream, as the first part of its path: {@code /v/<token>/<video>/…}. What playlists name
 * is relative, and so inherits it.
 *
 * <p>A token is the number of its key (one byte), when it ends (four bytes, minutes since 1970) and 20 bytes of
 * HMAC-SHA256 over key number, end, video and the video's access epoch; base64url, 34 characters.
 */
@ApplicationScoped
public class PlaybackTokens {

    private static final int HEAD = 5;
    private static final int TAG = 20;
    private static final int LENGTH = 34;
    private static final int HOURS = 12;

    private final SigningKeys keys;
    private final InstantSource clock;

    PlaybackTokens(SigningKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** Good for 12 to 13 hours: the same for an hour, so that a page that is read again names the same stream. */
    public String issue(UUID video, int epoch) {
        return issue(video, epoch, usualEnd());
    }

    /** As long as others, but not after {@code end}. */
    public String issueUntil(UUID video, int epoch, Instant end) {
        var usual = usualEnd();
        return issue(video, epoch, end.isBefore(usual) ? end : usual);
    }

    /** Good until {@code end}, to the minute. */
    public String issue(UUID video, int epoch, Instant end) {
        var key = keys.newest();
        int minutes = (int) (end.getEpochSecond() / 60);
        var head = ByteBuffer.allocate(HEAD)
                .put((byte) key.number())
                .putInt(minutes)
                .array();
        var token = ByteBuffer.allocate(HEAD + TAG).put(head).put(tag(key, head, video, epoch));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /** Whether a token opens this video as it is now. */
    public boolean opens(String token, UUID video, int epoch) {
        byte[] bytes;
        try {
            bytes = token.length() == LENGTH ? Base64.getUrlDecoder().decode(token) : new byte[0];
        } catch (IllegalArgumentException e) {
            return false;
        }
        if (bytes.length != HEAD + TAG) {
            return false;
        }
        var head = Arrays.copyOf(bytes, HEAD);
        long end = 60L * ByteBuffer.wrap(head, 1, Integer.BYTES).getInt();
        return end > clock.instant().getEpochSecond()
                && keys.numbered(head[0])
                        .filter(key -> MessageDigest.isEqual(
                                tag(key, head, video, epoch), Arrays.copyOfRange(bytes, HEAD, HEAD + TAG)))
                        .isPresent();
    }

    /** Ends all tokens now, on every node within a second: whoever watches asks for the page again. */
    public void endAll() {
        keys.replace();
    }

    private Instant usualEnd() {
        return clock.instant().truncatedTo(ChronoUnit.HOURS).plus(HOURS + 1L, ChronoUnit.HOURS);
    }

    private static byte[] tag(SigningKeys.Key key, byte[] head, UUID video, int epoch) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key.bytes(), "HmacSHA256"));
            mac.update(head);
            mac.update(ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES)
                    .putLong(video.getMostSignificantBits())
                    .putLong(video.getLeastSignificantBits())
                    .putInt(epoch)
                    .flip());
            return Arrays.copyOf(mac.doFinal(), TAG);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
