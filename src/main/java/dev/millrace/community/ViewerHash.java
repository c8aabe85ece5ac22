package dev.millrace.community;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Whoever watches, as 16 bytes that say nothing about them: HMAC-SHA256 with a day's salt, which is thrown away. */
final class ViewerHash {

    private static final int BYTES = 16;

    private ViewerHash() {}

    static byte[] of(String viewer, byte[] salt) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(salt, "HmacSHA256"));
            return Arrays.copyOf(mac.doFinal(viewer.getBytes(StandardCharsets.UTF_8)), BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
