/**
 * The words both the server and the engine use: sizes, rates, instants on a media clock, and what a
 * probe found in a source.
 *
 * <p>Pure values. Nothing here knows a file, a socket, a database or libav.
 */
package dev.millrace.media;
