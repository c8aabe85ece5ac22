package dev.millrace.account;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a client's Idempotency-Key is good for: it names the place of an answer, and it alone opens what lies there. Both are
 * derived from the key (HMAC-SHA256, a label for each), the caller and the call, so an answer that holds a secret is worth
 * nothing to whoever reads the table; provided that the key cannot be guessed.
 */
final class AnswerSeal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final byte[] place;
    private final SecretKeySpec cipherKey;

    AnswerSeal(String idempotencyKey, String caller, String call) {
        String whose = "\n" + caller + "\n" + call;
        this.place = derived(idempotencyKey, "place" + whose);
        this.cipherKey = new SecretKeySpec(derived(idempotencyKey, "answer" + whose), "AES");
    }

    byte[] place() {
        return place;
    }

    /** AES-256-GCM with a nonce of its own, bound to the place. */
    byte[] seal(byte[] open) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, cipherKey); // draws the nonce
            cipher.updateAAD(place);
            byte[] closed = cipher.doFinal(open);
            return ByteBuffer.allocate(NONCE_BYTES + closed.length)
                    .put(cipher.getIV())
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    byte[] open(byte[] sealed) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, cipherKey, new GCMParameterSpec(TAG_BITS, sealed, 0, NONCE_BYTES));
            cipher.updateAAD(place);
            return cipher.doFinal(Arrays.copyOfRange(sealed, NONCE_BYTES, sealed.length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] derived(String idempotencyKey, String label) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(idempotencyKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(label.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
