package dev.millrace.playback;

import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Decides who may have a stream: everybody what is public or unlisted, unless only members may come, those who come with its token what is private. A
 * token that does not open the stream opens nothing, whatever its visibility.
 */
final class Access {

    /** Whether a token opens a video whose access epoch is this one. */
    interface Tokens {
        boolean open(String token, UUID video, int epoch);
    }

    private final Tokens tokens;
    private final BooleanSupplier membersOnly;

    /** {@code membersOnly}: whether nothing is for everybody. Must not block. */
    Access(Tokens tokens, BooleanSupplier membersOnly) {
        this.tokens = tokens;
        this.membersOnly = membersOnly;
    }

    /**
     * Runs on the event loop for every request; a refusal looks like an unknown video from outside.
     *
     * @param token from the path, null when there is none
     */
    boolean allows(KnownStream stream, UUID video, String token) {
        return token == null
                ? !stream.isPrivate() && !membersOnly.getAsBoolean()
                : tokens.open(token, video, stream.accessEpoch());
    }
}
