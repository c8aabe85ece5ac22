/**
 * Which rungs to make from what was probed: sizes, rates, H.264 levels.
 *
 * <p>Door: {@link dev.millrace.ladder.Ladder#forSource}. Pure.
 */
package dev.millrace.ladder;
