package dev.millrace.playback;

import java.util.UUID;

/**
 * Decides who may have a stream: everybody what is public or unlisted, those who come with its token what is private. A
 * token that does not open the stream opens nothing, whatever its visibility.
 */
final class Access {

    /** Whether a token opens a video whose access epoch is this one. */
    interface Tokens {
        boolean open(String token, UUID video, int epoch);
    }

    private final Tokens tokens;

    Access(Tokens tokens) {
        this.tokens = tokens;
    }

    /**
     * Runs on the event loop for every request; a refusal looks like an unknown video from outside.
     *
     * @param token from the path, null when there is none
     */
    boolean allows(KnownStream stream, UUID video, String token) {
        return token == null ? !stream.isPrivate() : tokens.open(token, video, stream.accessEpoch());
    }
}
