package dev.millrace.media;

/**
 * How loud sound is (EBU R 128), as it would be heard from the rendition without any gain.
 *
 * @param integratedLufs programme loudness, or null when it is silent or too short to tell
 * @param rangeLu loudness range (EBU Tech 3342)
 * @param truePeakDbtp highest level between samples; null when silent
 * @param whole whether all of it was heard; otherwise this is an estimate from stretches of it
 */
public record Loudness(Double integratedLufs, double rangeLu, Double truePeakDbtp, boolean whole) {}
