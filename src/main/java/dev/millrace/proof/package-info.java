/**
 * The proof of a whole stream before anybody is told that it is ready: named rules over what was planned, what is
 * stored, and what the playlists say. The rules are those of RFC 8216 and Apple's HLS authoring specification that can
 * be computed without decoding; single segments were proven when they were made.
 *
 * <p>Door: {@link dev.millrace.proof.StreamProof#of}. Pure: reads bytes it is given, opens nothing.
 */
package dev.millrace.proof;
