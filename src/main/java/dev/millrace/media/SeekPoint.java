package dev.millrace.media;

/**
 * A key frame of the source's video track from which decoding may start.
 *
 * @param presentation its presentation time in ticks of the track's time base
 * @param decode its decode time in the same ticks
 * @param position the byte offset of its packet in the file, or -1 when unknown
 */
public record SeekPoint(long presentation, long decode, long position) {}
