/**
 * The plan of a video's whole timeline, in integers, computed once and obeyed by everyone: the frame
 * grid, the segments on it, the chunks of work.
 *
 * <p>Door: {@link dev.millrace.timeline.Timeline#plan}. Pure; knows neither files nor codecs.
 */
package dev.millrace.timeline;
