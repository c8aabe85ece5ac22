package dev.millrace.job;

import dev.millrace.media.SourceFacts.Seeking;
import dev.millrace.media.Timestamp;

/**
 * What a sound rendition is made of.
 *
 * @param path of the source, as the engine sees it
 * @param stream index of the sound track in the source
 * @param right index of a second, mono track that becomes the right side, the first being the left; null as a rule
 * @param origin instant of the source that becomes zero
 * @param channels of the rendition: 2, or 6 for 5.1
 * @param sampleRate of the rendition
 */
public record SoundSource(
        String path, int stream, Integer right, Timestamp origin, Seeking seeking, int channels, int sampleRate) {}
