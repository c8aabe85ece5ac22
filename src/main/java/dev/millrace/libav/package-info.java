/**
 * The only door to native code: probe, demux, decode, resample, scale, encode, mux, prove.
 *
 * <p>Runs in the engine process alone. Native structs never leave this package.
 */
package dev.millrace.libav;
